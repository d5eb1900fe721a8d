package dev.basin.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NpyHeaderTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(4,)|4",
        "(2, 2)|2 2",
        "(2, 2,)|2 2",
        "(4, 1, 1)|4 1 1",
        "(0, 7)|0 7",
        "()|",
      })
  void readsShapesAsNumPyWritesThem(String shape, String sizes) throws IOException {
    List<Long> expected =
        sizes == null ? List.of() : List.of(sizes.split(" ")).stream().map(Long::valueOf).toList();
    int count = expected.stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b);
    assertThat(NpyHeader.read(file("|u1", shape, count)).shape()).isEqualTo(expected);
  }

  /** Each is one field of a sound header, spoilt; most are from an attack with mutated files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<i4|(99999999999999999999,)|byte 61|(99999999999999999999,)",
        "<i4|(5,0 12,)|byte 61|(5,0 12,)",
        "<i4|(-1,)|byte 61|(-1,)",
        "<i4|(1e3,)|byte 61|(1e3,)",
        "<i4|(5,,)|byte 61|(5,,)",
        "<i99999999999999999999|(5,)|byte 21|'<i99999999999999999999'",
        "<i|(5,)|byte 21|'<i'",
        "<u0|(5,)|byte 10|<u0",
        "<M8[ns]|(5,)|byte 21|'<M8[ns]'",
        // products that are 5 × 4 bytes after an overflow
        "<i4|(4611686018427387909, 1)|byte 61|4611686018427387909",
        "<i4|(4503599627370497, 4096)|byte 10|4503599627370497",
        "<f8|(576460752303423488, 3)|byte 10|576460752303423488",
      })
  void namesWhatIsWrongAndWhere(String type, String shape, String place, String found)
      throws IOException {
    Path file = file(type, shape, 20);
    assertThatThrownBy(() -> NpyHeader.read(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(file + ", " + place)
        .hasMessageContaining(found)
        .hasMessageContaining("numpy.save");
  }

  @Test
  void refusesALengthThatWrapsRound() throws IOException {
    // 2^61 numbers of 8 bytes are 2^64 bytes, which a careless product takes for none
    Path file = file("<f8", "(262144, 262144, 33554432)", 0);
    assertThatThrownBy(() -> NpyHeader.read(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("less than 2^63 bytes");
  }

  private Path file(String type, String shape, int bytes) throws IOException {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    String head = "\u0093NUMPY\1\0" + (char) (text.length() + 1) + "\0" + text + "\n";
    return Files.writeString(
        directory.resolve("a.npy"), head + "\0".repeat(bytes), StandardCharsets.ISO_8859_1);
  }
}
