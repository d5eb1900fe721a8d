package dev.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  @Test
  void givesThePublishedTestValues() {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    // RFC 1321, appendix A.5, and FIPS 180-2, appendix B.1
    assertDigest(Checksum.md5("900150983cd24fb0d6963f7d28e17f72"), abc);
    assertDigest(
        Checksum.sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), abc);
  }

  private static void assertDigest(Checksum expected, byte[] content) {
    MessageDigest digest = expected.algorithm().begin();
    digest.update(content);
    assertThat(expected.of(digest)).isEqualTo(expected);
  }

  @Test
  void refusesOtherDigits() {
    assertThatThrownBy(() -> Checksum.md5("900150983CD24FB0D6963F7D28E17F72"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the 32 lower-case hexadecimal digits of MD5");
    assertThatThrownBy(() -> Checksum.sha256("900150983cd24fb0d6963f7d28e17f72"))
        .hasMessageContaining("expected the 64 lower-case hexadecimal digits of SHA-256");
  }
}
