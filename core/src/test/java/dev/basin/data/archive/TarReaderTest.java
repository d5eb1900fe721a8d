package dev.basin.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
  @Test
  void readsMembersInOrder() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    archive.writeBytes(TarBytes.member("folder/", '5', new byte[0]));
    archive.writeBytes(TarBytes.member("skipped", '0', new byte[513]));
    archive.writeBytes(
        TarBytes.member("folder/text", '0', "hello".getBytes(StandardCharsets.UTF_8)));
    archive.writeBytes(new byte[1024]);
    TarReader tar = reader(archive.toByteArray());
    assertThat(tar.next()).isEqualTo(new TarReader.Member("folder/", 0, TarReader.Type.DIRECTORY));
    assertThat(tar.next()).isEqualTo(new TarReader.Member("skipped", 513, TarReader.Type.FILE));
    assertThat(tar.next()).isEqualTo(new TarReader.Member("folder/text", 5, TarReader.Type.FILE));
    assertThat(tar.content()).hasContent("hello");
    assertThat(tar.next()).isNull();
  }

  @Test
  void joinsThePrefixOfALongName() throws IOException {
    byte[] member = TarBytes.member("name", '0', new byte[0]);
    byte[] prefix = "long/path".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(prefix, 0, member, 345, prefix.length);
    int sum = Integer.parseInt(new String(member, 148, 6, StandardCharsets.US_ASCII), 8);
    for (byte letter : prefix) {
      sum += letter;
    }
    byte[] digits = "%06o".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, member, 148, 6);
    assertThat(reader(member).next())
        .isEqualTo(new TarReader.Member("long/path/name", 0, TarReader.Type.FILE));
  }

  /** The archives are GNU tar's (see make_archives.sh beside them). */
  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax"})
  void readsLongNamesInBothForms(String format) throws IOException {
    String eighty = "long".repeat(20);
    Map<String, String> found = new LinkedHashMap<>();
    try (InputStream packed = getClass().getResourceAsStream("/archives/" + format + ".tar.gz")) {
      TarReader tar = new TarReader(new GZIPInputStream(packed));
      for (TarReader.Member member = tar.next(); member != null; member = tar.next()) {
        assertThat(member.regular()).isTrue();
        found.put(member.name(), new String(tar.content().readAllBytes(), StandardCharsets.UTF_8));
      }
      assertThat(tar.ended()).isTrue();
    }
    assertThat(found)
        .containsExactly(
            Map.entry("d/%1$s/%1$s.txt".formatted(eighty), "eighty"),
            Map.entry("d/%1$s/%1$s/%1$s/%1$s.txt".formatted(eighty), "all of it"),
            Map.entry("d/short.txt", "short"),
            Map.entry("d/é.txt", "accent"));
  }

  @Test
  void aPaxSizeReplacesTheHeaders() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    archive.writeBytes(TarBytes.pax("size", "3", "path", "renamed"));
    byte[] zero = "00000000000\0".getBytes(StandardCharsets.US_ASCII);
    archive.writeBytes(TarBytes.member("name", '0', new byte[] {1, 2, 3}, zero));
    archive.writeBytes(TarBytes.member("next", '0', new byte[0]));
    TarReader tar = reader(archive.toByteArray());
    assertThat(tar.next()).isEqualTo(new TarReader.Member("renamed", 3, TarReader.Type.FILE));
    assertThat(tar.content()).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(tar.next()).isEqualTo(new TarReader.Member("next", 0, TarReader.Type.FILE));
  }

  @Test
  void readsBinaryLengths() throws IOException {
    byte[] length = new byte[12];
    length[0] = (byte) 0x80;
    length[7] = 2; // 2 · 2³² + 5
    length[11] = 5;
    byte[] member = TarBytes.member("name", '0', new byte[0], length);
    assertThat(reader(member).next().bytes()).isEqualTo(2L * (1L << 32) + 5);
    length[0] = (byte) 0xFF;
    byte[] negative = TarBytes.member("name", '0', new byte[0], length);
    assertThatThrownBy(() -> reader(negative).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tar: found size -");
  }

  @Test
  void tellsKindsApart() throws IOException {
    Map<Character, TarReader.Type> kinds =
        Map.of(
            '0', TarReader.Type.FILE,
            '1', TarReader.Type.HARD_LINK,
            '2', TarReader.Type.SYMBOLIC_LINK,
            '3', TarReader.Type.DEVICE,
            '4', TarReader.Type.DEVICE,
            '5', TarReader.Type.DIRECTORY,
            '6', TarReader.Type.DEVICE,
            'S', TarReader.Type.OTHER);
    for (Map.Entry<Character, TarReader.Type> kind : kinds.entrySet()) {
      byte[] member = TarBytes.member("name", kind.getKey(), new byte[0]);
      assertThat(reader(member).next().type()).isEqualTo(kind.getValue());
    }
    ByteArrayOutputStream sparse = new ByteArrayOutputStream();
    sparse.writeBytes(TarBytes.pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0"));
    sparse.writeBytes(TarBytes.member("name", '0', new byte[10]));
    assertThat(reader(sparse.toByteArray()).next().type()).isEqualTo(TarReader.Type.OTHER);
  }

  @Test
  void aMissingEndIsToldFromTheMarkOfTheEnd() throws IOException {
    byte[] member = TarBytes.member("name", '0', new byte[0]);
    TarReader cut = reader(member);
    cut.next();
    assertThat(cut.next()).isNull();
    assertThat(cut.ended()).isFalse();
    TarReader whole = reader(Arrays.copyOf(member, member.length + 512));
    whole.next();
    assertThat(whole.next()).isNull();
    assertThat(whole.ended()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7 a=b", "6 a=b", "6 ab\n", "x a=b\n", "99 a=b\n", "-6 a=b\n", " ", "0 a=b\n"})
  void refusesDamagedPaxRecords(String records) {
    byte[] extension = TarBytes.member("x", 'x', records.getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> reader(extension).next())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tar: found ");
  }

  @Test
  void refusesAHeaderOfAMillionBytes() {
    byte[] extension = TarBytes.member("x", 'L', new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> reader(extension).next())
        .hasMessage("tar: found a header of 1048577 bytes, expected at most 1048576");
  }

  @Test
  void noticesEveryTruncation() throws IOException {
    byte[] member = TarBytes.member("name", '0', new byte[600]);
    for (int length = 1; length < 1112; length += 37) {
      TarReader tar = reader(Arrays.copyOf(member, length));
      assertThatThrownBy(
              () -> {
                tar.next();
                tar.content().readAllBytes();
              })
          .as("first %d bytes", length)
          .isInstanceOfAny(TarException.class, EOFException.class)
          .satisfies(
              e ->
                  assertThat(e instanceof EOFException || e.getMessage().contains("ends"))
                      .isTrue());
    }
  }

  @Test
  void randomDamageGivesNoOtherError() {
    byte[] intact = TarBytes.member("name", '0', new byte[600]);
    long seed = 31;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = intact.clone();
      int at = random.nextInt(512 - 8);
      damaged[at < 148 ? at : at + 8] ^= (byte) (1 << random.nextInt(8)); // not in the checksum
      assertThatThrownBy(() -> reader(damaged).next())
          .as("seed %d, round %d", seed, round)
          .isInstanceOf(IOException.class);
    }
  }

  private static TarReader reader(byte[] archive) {
    return new TarReader(new ByteArrayInputStream(archive));
  }
}
