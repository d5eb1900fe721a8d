package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every encoding against what NumPy says it stands for in float64, see {@code make_encodings.py}:
 * the same number, rounded to float32 once.
 */
final class KaldiEncodingsTest {
  private final Map<String, KaldiEntry> entries;
  private final JsonNode expected;

  KaldiEncodingsTest() throws IOException {
    entries = Tables.read(Tables.resource("encodings.ark"));
    expected = new ObjectMapper().readTree(Tables.resource("encodings.json").toFile());
  }

  @Test
  void findsEveryEntryAtItsPlace() {
    List<String> keys = new ArrayList<>();
    expected.fieldNames().forEachRemaining(keys::add);
    assertThat(entries.keySet()).containsExactlyElementsOf(keys);
    entries.forEach(
        (key, entry) ->
            assertThat(entry.place().offset()).isEqualTo(expected.get(key).get("offset").asLong()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fm", "dm", "cm", "cm2", "cm3", "empty-fm", "empty-cm"})
  void decodesMatrices(String key) {
    KaldiMatrix matrix = entries.get(key).matrix();
    JsonNode rows = expected.get(key).get("values");
    assertThat(matrix.encoding()).isEqualTo(key.replace("empty-", "").toUpperCase(Locale.ROOT));
    assertThat(matrix.rows()).isEqualTo(rows.size());
    assertThat(matrix.columns()).isEqualTo(rows.isEmpty() ? 0 : rows.get(0).size());
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        assertRounded(matrix.get(row, column), rows.get(row).get(column).asDouble());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fv", "dv"})
  void decodesVectors(String key) {
    KaldiVector vector = (KaldiVector) entries.get(key).value();
    JsonNode values = expected.get(key).get("values");
    assertThat(vector.size()).isEqualTo(values.size());
    for (int i = 0; i < vector.size(); i++) {
      assertRounded(vector.get(i), values.get(i).asDouble());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"integers", "no-integers"})
  void decodesIntegers(String key) {
    KaldiIntegers integers = entries.get(key).integers();
    JsonNode values = expected.get(key).get("values");
    assertThat(integers.size()).isEqualTo(values.size());
    for (int i = 0; i < integers.size(); i++) {
      assertThat(integers.get(i)).isEqualTo(values.get(i).asInt());
    }
  }

  /** Half a unit in the last place, and a little for the order of float64 operations. */
  private static void assertRounded(float found, double expected) {
    double halfUnit = 0.5 * Math.ulp((float) expected) * (1 + 1e-6);
    assertThat((double) found).isCloseTo(expected, Offset.offset(halfUnit));
  }
}
