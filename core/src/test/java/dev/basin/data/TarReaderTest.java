package dev.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
    assertThat(tar.next()).isEqualTo(new TarReader.Member("folder/", 0, false));
    assertThat(tar.next()).isEqualTo(new TarReader.Member("skipped", 513, true));
    assertThat(tar.next()).isEqualTo(new TarReader.Member("folder/text", 5, true));
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
    assertThat(reader(member).next()).isEqualTo(new TarReader.Member("long/path/name", 0, true));
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
          .isInstanceOf(EOFException.class);
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
