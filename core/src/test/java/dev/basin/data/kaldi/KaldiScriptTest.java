package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts: entries of archives by place, in any order, whole or in part. */
final class KaldiScriptTest {
  @TempDir Path directory;
  private Path archive;
  private KaldiBytes bytes;

  /** Two matrices, of which every value tells its row and column, and a list of integers. */
  @BeforeEach
  void writeArchive() throws IOException {
    bytes =
        new KaldiBytes()
            .matrix("a", numbered(6, 3, 100))
            .matrix("b", numbered(2, 2, 200))
            .integers("ali", 7, 8, 9);
    bytes.binary("conf").text("FV ").sized(3).plain(.1f).plain(.2f).plain(.3f);
    archive = bytes.write(directory.resolve("data.ark"));
  }

  private static float[][] numbered(int rows, int columns, float base) {
    float[][] matrix = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix[row][column] = base + 10 * row + column;
      }
    }
    return matrix;
  }

  private Path script(String... lines) throws IOException {
    return Files.writeString(directory.resolve("data.scp"), String.join("\n", lines) + "\n");
  }

  private String at(String key) {
    return archive + ":" + bytes.offsets.get(key);
  }

  @Test
  void readsInTheScriptsOrder() throws IOException {
    Map<String, KaldiEntry> entries =
        Tables.read(script("x " + at("ali"), "", "second  " + at("b") + " ", "first " + at("a")));
    assertThat(entries.keySet()).containsExactly("x", "second", "first");
    assertThat(entries.get("x").integers().values()).containsExactly(7, 8, 9);
    assertThat(entries.get("second").matrix().values()).containsExactly(200, 201, 210, 211);
    assertThat(entries.get("first").matrix().rows()).isEqualTo(6);
    assertThat(entries.get("first").place().offset()).isEqualTo((long) bytes.offsets.get("a"));
    assertThat(entries.get("first").place().file()).isEqualTo(archive);
  }

  @Test
  void readsScriptsAndArchivesAsOneTable() throws IOException {
    Path other = new KaldiBytes().text("y 1 2\n").write(directory.resolve("other.ark"));
    assertThat(Tables.read(script("x " + at("ali")), other)).containsOnlyKeys("x", "y");
  }

  @Test
  void readsFilesOfOneValue() throws IOException {
    Path binary = directory.resolve("final.mat");
    Files.write(
        binary,
        Arrays.copyOfRange(
            bytes.toByteArray(), bytes.offsets.get("b"), bytes.offsets.get("ali") - 4));
    Path text = Files.writeString(directory.resolve("text.mat"), " [\n 1 2\n 3 4 ]\n");
    Path packed = directory.resolve("packed.mat.gz");
    Files.write(packed, KaldiBytes.gzip(Files.readAllBytes(text)));
    Map<String, KaldiEntry> entries =
        Tables.read(script("b " + binary, "t " + text, "p " + packed));
    assertThat(entries.get("b").matrix().values()).containsExactly(200, 201, 210, 211);
    assertThat(entries.get("t").matrix().values()).containsExactly(1, 2, 3, 4);
    assertThat(entries.get("p").matrix().values()).containsExactly(1, 2, 3, 4);
  }

  /** As text archives are indexed: the place behind the key and its space. */
  @Test
  void readsPlacesInText() throws IOException {
    Path text = Files.writeString(directory.resolve("text.ark"), "u  [\n 1 2 ]\nv 5 6\nw 7\n");
    Map<String, KaldiEntry> entries = Tables.read(script("v " + text + ":14", "u " + text + ":2"));
    assertThat(entries.get("v").integers().values()).containsExactly(5, 6);
    assertThat(entries.get("u").matrix().values()).containsExactly(1, 2);
  }

  /** Ranges include both ends, and rows may end up to three behind the matrix. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1:2]|110 111 112 120 121 122",
        "[5:5]|150 151 152",
        "[0:0,1:2]|101 102",
        "[4:5,0:0]|140 150",
        "[:,2:2]|102 112 122 132 142 152",
        "[4:8]|140 141 142 150 151 152",
        "[4:]|140 141 142 150 151 152",
        "[:0,:1]|100 101",
      })
  void cutsRanges(String range, String values) throws IOException {
    float[] expected = new float[values.split(" ", -1).length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float.parseFloat(values.split(" ", -1)[i]);
    }
    KaldiMatrix part = Tables.read(script("a " + at("a") + range)).get("a").matrix();
    assertThat(part.values()).containsExactly(expected);
    assertThat(part.rows() * part.columns()).isEqualTo(expected.length);
  }

  /**
   * The line at fault is the script's, so the script is named; the file need not even be a name.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"absent.ark:5", "ark:absent.ark", ".", "/dev/zero", "[[[[[", "a\u001B[2J"})
  void namesTheLineWhoseFileIsNotThere(String place) throws IOException {
    Path script = script("a " + at("a"), "b " + place);
    assertThatThrownBy(() -> Tables.read(script))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(
            "%s, byte %d, key 'b': found the file '"
                .formatted(script, ("a " + at("a")).length() + 1))
        .hasMessageContaining("from the working folder or from the script's")
        .hasMessageNotContaining("\u001B");
  }

  @Test
  void cutsVectors() throws IOException {
    KaldiValue part = Tables.read(script("c " + at("conf") + "[1:2]")).get("c").value();
    assertThat(((KaldiVector) part).values()).containsExactly(.2f, .3f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|[2:1]|found a 6×3 matrix, expected a matrix or vector that the range [2:1] fits",
        "a|[6:6]|that the range [6:6] fits",
        "a|[0:9]|that the range [0:9] fits",
        "a|[0:1,0:3]|that the range [0:1,0:3] fits",
        "a|[0:1,2:1]|that the range [0:1,2:1] fits",
        "ali|[0:1]|found a list of 3 integers",
        "conf|[0:1,1:1]|found a vector of 3 numbers",
      })
  void refusesRangesThatDoNotFit(String key, String range, String message) throws IOException {
    Path script = script("utt1 " + at(key) + range);
    assertThatThrownBy(() -> Tables.read(script))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith("%s, byte %d, key 'utt1': ", archive, bytes.offsets.get(key))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u gunzip -c feats.gz PIPE|found the command 'gunzip -c feats.gz |', expected a file; no"
            + " command of a script is ever run",
        "u PIPE cat|found the command '| cat'",
        "u -|found standard input, expected a file",
        "u|found no file, expected FILE or FILE:OFFSET",
        "u x.ark:5[1;2]|found the range '[1;2]', expected [FIRST:LAST]",
        "u x.ark:5[-1:2]|found the range '[-1:2]'",
        "u x.ark:5[]|found the range '[]'",
      })
  void refusesLines(String line, String message) throws IOException {
    Path script = script("first " + at("a"), line.replace("PIPE", "|"));
    int second = ("first " + at("a") + "\n").length();
    assertThatThrownBy(() -> Tables.read(script))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(script + ", byte " + second + ", key 'u': ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesPlacesBehindTheEnd() throws IOException {
    Path behind = script("u " + archive + ":100000");
    assertThatThrownBy(() -> Tables.read(behind))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(archive + ", byte " + bytes.size() + ": found the end of the file")
        .hasMessageContaining("data at byte 100000");
    Path atTheEnd = script("u " + archive + ":" + bytes.size());
    assertThatThrownBy(() -> Tables.read(atTheEnd))
        .hasMessageContaining("key 'u': found the end of the file, expected the value that");
  }

  @Test
  void refusesAKeyTwice() throws IOException {
    Path script = script("u " + at("a"), "u " + at("b"));
    assertThatThrownBy(() -> Tables.read(script))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("key 'u': found the key a second time");
  }

  @Test
  void refusesAnArchiveNamedAsAScript() throws IOException {
    Path wrong = Files.copy(archive, directory.resolve("wrong.scp"));
    assertThatThrownBy(() -> Tables.read(wrong))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(wrong + ", byte 2: found 0x00, expected lines of text");
  }

  /** Relative names count from the working directory and, failing that, from the script's. */
  @Test
  void findsRelativeFilesBesideTheScript() throws IOException {
    Path script = script("x data.ark:" + bytes.offsets.get("ali"));
    KaldiEntry entry = Tables.read(script).get("x");
    assertThat(entry.integers().size()).isEqualTo(3);
    assertThat(entry.place().file()).isEqualTo(archive);
    Path absent = script("x absent.ark:4");
    assertThatThrownBy(() -> Tables.read(absent))
        .hasMessageContaining("found the file 'absent.ark'");
  }

  @Test
  void findsRelativeFilesInTheWorkingDirectoryFirst() throws IOException {
    Path here = Files.createTempFile(Path.of(""), "kaldi", ".ark");
    try {
      new KaldiBytes().integers("ali", 1).write(here);
      Files.copy(archive, directory.resolve(here.getFileName().toString()));
      Path script = script("x " + here.getFileName() + ":4");
      assertThat(Tables.read(script).get("x").integers().values()).containsExactly(1);
    } finally {
      Files.delete(here);
    }
  }
}
