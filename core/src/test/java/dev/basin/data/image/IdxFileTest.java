package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"labels", "labels.gz"})
  void readsLabels(String name) throws IOException {
    IdxFile file = IdxFile.read(write(name, "00000801 00000003 0509ff"), 1);
    assertThat(file.shape()).containsExactly(3);
    assertThat(file.features()).isEqualTo(1);
    assertThat(file.values()).containsExactly(5, 9, 255);
    assertThat(file.offset(2)).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "images.gz"})
  void readsImages(String name) throws IOException {
    IdxFile file =
        IdxFile.read(write(name, "00000803 00000002 00000001 00000003 010203 0405ff"), 3);
    assertThat(file.shape()).containsExactly(2, 1, 3);
    assertThat(file.count()).isEqualTo(2);
    assertThat(file.features()).isEqualTo(3);
    assertThat(file.values()).containsExactly(1, 2, 3, 4, 5, 255);
    // sha256sum of the 22 bytes.
    assertThat(file.sha256())
        .isEqualTo("bce44e6b99fe16567fba7f29293b2a441e980df1a95ea79c49a26e47855c3d1f");
  }

  /** Content, byte at fault, and what the message says; of plain and of packed files alike. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1|0|found the end of the file, expected the magic number 0x00000801",
        "0000|1|2|found the end of the file, expected the magic number 0x00000801",
        "1f8b0801|1|0|found 0x1f, expected 0x00 of the magic number 0x00000801",
        "00000803 00000001 00|1|3|found 0x03, expected 0x01 of the magic number",
        "00000801 00000001 00|3|3|found 0x01, expected 0x03 of the magic number",
        "00000d01 00000001 00|1|2|found 0x0d, expected 0x08 of the magic number",
        "00000801 0000|1|6|found the end of the file, expected a header of 8 bytes",
        "00000803 00000001 00000001|3|12|expected a header of 16 bytes",
        "00000801 00000000|1|4|found dimension 0 of 0",
        "00000801 00000003 0102|1|10|found the end of the file, expected 11 bytes as its header",
        "00000801 7fffffef 0102|1|10|found the end of the file",
        "00000801 ffffffff 0102|1|4|found dimension 0 of 4294967295",
        "00000803 ffffffff ffffffff ffffffff 00|3|4|found dimension 0 of 4294967295",
        "00000803 00010000 00010000 00010000 00|3|8|found dimension 1 of 65536",
        "00000803 00000001 00000000 00000001|3|8|found dimension 1 of 0",
      })
  void refusesWhatIsNoSuchFile(String content, int rank, long offset, String fault)
      throws IOException {
    for (String name : new String[] {"file", "file.gz"}) {
      Path file = write(name, content);
      assertThatThrownBy(() -> IdxFile.read(file, rank))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageStartingWith(file + ", byte " + offset + ": ")
          .hasMessageContaining(fault)
          .hasMessageEndingWith("replace it by the original file");
    }
  }

  @Test
  void refusesBytesAfterTheEnd() throws IOException {
    Path plain = write("file", "00000801 00000001 07 0000");
    assertThatThrownBy(() -> IdxFile.read(plain, 1))
        .hasMessageContaining("byte 9: found 2 more bytes, expected the end of the file");
    Path packed = write("file.gz", "00000801 00000001 07 0000");
    assertThatThrownBy(() -> IdxFile.read(packed, 1))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("byte 9: found more bytes, expected the end of the file");
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] packed = SmallMnist.gzip(SmallMnist.images(30, 1));
    Path file = directory.resolve("images.gz");
    for (int length = 0; length < packed.length; length += 7) {
      Files.write(file, Arrays.copyOf(packed, length));
      assertThatThrownBy(() -> IdxFile.read(file, 3))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageStartingWith(file.toString());
    }
    packed[packed.length / 2] ^= 0x10;
    Files.write(file, packed);
    assertThatThrownBy(() -> IdxFile.read(file, 3)).isInstanceOf(DatasetFormatException.class);
  }

  @Test
  void randomDamageGivesNoOtherError() throws IOException {
    byte[] intact = SmallMnist.labels(30);
    Path file = directory.resolve("labels");
    Files.write(file, intact);
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = intact.clone();
      damaged[random.nextInt(8)] = (byte) random.nextInt(256);
      Files.write(file, damaged, java.nio.file.StandardOpenOption.WRITE);
      try {
        assertThat(IdxFile.read(file, 1).count()).isEqualTo(30);
      } catch (DatasetFormatException e) {
        assertThat(e).as("seed %d, round %d", seed, round).hasMessageContaining("byte");
      }
    }
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> IdxFile.read(absent, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(absent.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 4})
  void readsNoOtherRanks(int rank) {
    assertThatThrownBy(() -> IdxFile.read(directory, rank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank: found " + rank + ", expected 1 or 3");
  }

  private Path write(String name, String hex) throws IOException {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
    boolean packed = name.endsWith(".gz");
    return Files.write(directory.resolve(name), packed ? SmallMnist.gzip(content) : content);
  }
}
