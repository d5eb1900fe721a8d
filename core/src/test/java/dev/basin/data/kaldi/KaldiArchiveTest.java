package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that Kaldi wrote, in binary and in text: both must say the same. */
final class KaldiArchiveTest {
  /** Kaldi prints seven significant digits, where a float32 needs up to nine. */
  private static final double PRINTED = 1e-6;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"feats,1", "conf,2", "ali,2"})
  void extractsAgree(String name, int entries) throws IOException {
    compare(
        Tables.read(Tables.resource(name + ".ark")),
        Tables.read(Tables.resource(name + "_ascii.ark")),
        entries,
        entries);
  }

  /** The text features hold the first two of the ten utterances. */
  @ParameterizedTest
  @CsvSource({"feats,2", "conf,10", "ali,10"})
  void wholeArchivesAgree(String name, int entriesInText) throws IOException {
    compare(
        Tables.read(Golden.file("kaldi/" + name + ".ark")),
        Tables.read(Golden.file("kaldi/" + name + "_ascii.ark")),
        10,
        entriesInText);
  }

  private static void compare(
      Map<String, KaldiEntry> binary, Map<String, KaldiEntry> text, int inBinary, int inText) {
    assertThat(binary).hasSize(inBinary);
    assertThat(text).hasSize(inText);
    assertThat(binary.keySet()).startsWith(text.keySet().toArray(new String[0]));
    text.forEach((key, entry) -> compare(binary.get(key).value(), entry.value()));
  }

  private static void compare(KaldiValue binary, KaldiValue text) {
    assertThat(text.description()).isEqualTo(binary.description());
    assertThat(text.encoding()).isEqualTo("text");
    if (binary instanceof KaldiIntegers integers) {
      assertThat(((KaldiIntegers) text).values()).containsExactly(integers.values());
      return;
    }
    float[] expected = floats(binary);
    float[] found = floats(text);
    assertThat(expected).isNotEmpty();
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], Offset.offset(tolerance(expected[i])));
    }
  }

  private static float tolerance(float value) {
    return (float) (PRINTED * Math.max(Math.abs(value), 1e-30));
  }

  private static float[] floats(KaldiValue value) {
    return value instanceof KaldiMatrix matrix ? matrix.values() : ((KaldiVector) value).values();
  }

  /** The first and last numbers of the extract as a person reads them in the text form. */
  @Test
  void framesLieInRows() throws IOException {
    KaldiMatrix features =
        Tables.read(Tables.resource("feats.ark")).values().iterator().next().matrix();
    List<String> lines = Files.readAllLines(Tables.resource("feats_ascii.ark"));
    assertThat(features.rows()).isEqualTo(lines.size() - 1).isEqualTo(199);
    assertThat(features.columns()).isEqualTo(13);
    for (int row : new int[] {0, 1, 198}) {
      String[] numbers = lines.get(row + 1).replace("]", "").strip().split(" +", -1);
      for (int column : new int[] {0, 5, 12}) {
        float printed = Float.parseFloat(numbers[column]);
        assertThat(features.get(row, column)).isCloseTo(printed, Offset.offset(tolerance(printed)));
      }
    }
  }

  @Test
  void namesWhereEachValueBegins() throws IOException {
    byte[] archive = Files.readAllBytes(Tables.resource("ali.ark"));
    for (KaldiEntry entry : Tables.read(Tables.resource("ali.ark")).values()) {
      int offset = (int) entry.place().offset();
      assertThat(archive[offset]).isZero();
      assertThat(archive[offset + 1]).isEqualTo((byte) 'B');
      String before =
          new String(
              archive,
              offset - entry.key().length() - 1,
              entry.key().length(),
              StandardCharsets.UTF_8);
      assertThat(before).isEqualTo(entry.key());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"feats.ark", "feats_ascii.ark", "ali.ark", "ali_ascii.ark", "conf.ark"})
  void gzipChangesNothing(String name) throws IOException {
    Path packed = directory.resolve("archive"); // the content decides, not the name
    Files.write(packed, KaldiBytes.gzip(Files.readAllBytes(Tables.resource(name))));
    Map<String, KaldiEntry> plain = Tables.read(Tables.resource(name));
    Map<String, KaldiEntry> unpacked = Tables.read(packed);
    assertThat(unpacked.keySet()).containsExactlyElementsOf(plain.keySet());
    plain.forEach(
        (key, entry) -> {
          assertThat(unpacked.get(key).place().offset()).isEqualTo(entry.place().offset());
          if (entry.value() instanceof KaldiIntegers integers) {
            assertThat(unpacked.get(key).integers().values()).containsExactly(integers.values());
          } else {
            assertThat(floats(unpacked.get(key).value())).containsExactly(floats(entry.value()));
          }
        });
  }

  /** Longer than every buffer, of which the length is not known beforehand. */
  @Test
  void readsLargeValuesFromGzip() throws IOException {
    float[][] rows = new float[30_000][9];
    int[] integers = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      integers[row] = 3 * row;
      for (int column = 0; column < 9; column++) {
        rows[row][column] = row + column / 16f;
      }
    }
    Path file =
        new KaldiBytes()
            .matrix("features", rows)
            .integers("alignment", integers)
            .write(directory.resolve("large.ark.gz"));
    Map<String, KaldiEntry> entries = Tables.read(file);
    KaldiMatrix matrix = entries.get("features").matrix();
    assertThat(matrix.rows()).isEqualTo(30_000);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < 9; column++) {
        assertThat(matrix.get(row, column)).isEqualTo(row + column / 16f);
      }
    }
    assertThat(entries.get("alignment").integers().values()).containsExactly(integers);
  }

  /** Archives of several jobs, one behind the other as {@code cat} puts them. */
  @Test
  void readsJoinedGzipMembers() throws IOException {
    byte[] first = KaldiBytes.gzip(new KaldiBytes().integers("a", 1, 2).toByteArray());
    byte[] second = KaldiBytes.gzip(new KaldiBytes().integers("b", 3).toByteArray());
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Path file = Files.write(directory.resolve("ali.gz"), both);
    assertThat(Tables.read(file)).containsOnlyKeys("a", "b");
  }

  @Test
  void readsFreelyWrittenText() throws IOException {
    Path file =
        new KaldiBytes()
            .text("rows [ 1 2 ; 3 -4.5e1 ]\n")
            .text("lines  [\n 1\t2.\n\n .5 +6\n]\r\n")
            .text("special [ inf -Infinity\n NaN 1 ]\n")
            .text("vector [ 7 ]\nnothing [ ]\n")
            .text("\n  integers\t-1 2147483647 \r\nnone\nlast 5")
            .write(directory.resolve("free.ark"));
    Map<String, KaldiEntry> entries = Tables.read(file);
    assertThat(entries.get("rows").matrix().values()).containsExactly(1, 2, 3, -45);
    assertThat(entries.get("rows").matrix().rows()).isEqualTo(2);
    assertThat(entries.get("lines").matrix().values()).containsExactly(1, 2, 0.5f, 6);
    assertThat(entries.get("lines").matrix().columns()).isEqualTo(2);
    assertThat(entries.get("special").matrix().values())
        .containsExactly(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 1);
    assertThat(entries.get("vector").value()).isInstanceOf(KaldiVector.class);
    assertThat(entries.get("vector").matrix().rows()).isEqualTo(1);
    assertThat(entries.get("nothing").matrix().rows()).isZero();
    assertThat(entries.get("integers").integers().values()).containsExactly(-1, 2147483647);
    assertThat(entries.get("none").integers().size()).isZero();
    assertThat(entries.get("last").integers().values()).containsExactly(5);
  }
}
