package dev.basin.lab.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes from the formats' specifications. */
final class LittleEndianTest {
  /** Examples of the Protocol Buffers encoding guide and of LEB128; −1 takes ten bytes. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "150, 9601",
    "624485, e58e26",
    "-1, ffffffffffffffffff01"
  })
  void varints(long value, String hex) {
    assertThat(hex(new LittleEndian().varint(value))).isEqualTo(hex);
  }

  @Test
  void fixedWidths() {
    assertThat(hex(new LittleEndian().int8(0x1ff).int32(0x01020304).int64(0x0102030405060708L)))
        .isEqualTo("ff" + "04030201" + "0807060504030201");
  }

  private static String hex(LittleEndian bytes) {
    return HexFormat.of().formatHex(bytes.toBytes());
  }
}
