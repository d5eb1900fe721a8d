package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an archive is said with its file, key and byte, and costs no memory. */
final class KaldiFaultTest {
  private static final int HUGE = Integer.MAX_VALUE;

  @TempDir Path directory;

  /** An archive, the byte at fault, and what the message says. */
  static Stream<Arguments> faults() {
    return Stream.of(
        // the key
        fault(new KaldiBytes().text("utt1"), 4, "key 'utt1': found the end of the file"),
        fault(new KaldiBytes().text("utt\u0001 "), 3, "found 0x01, expected a key"),
        fault(new KaldiBytes().text("a".repeat(2000)), 0, "found 1000 bytes without a blank"),
        // the mark and the token
        fault(new KaldiBytes().text("u \0C"), 2, "found 0x00 0x43, expected 0x00 0x42"),
        fault(new KaldiBytes().text("u \0"), 2, "found the end of the file, expected 0x00 0x42"),
        fault(new KaldiBytes().text("u \0B"), 4, "found the end of the file, expected one of FM"),
        fault(new KaldiBytes().text("u \0BXM "), 4, "found 'XM', expected one of FM, DM, CM"),
        fault(new KaldiBytes().text("u \0BSM "), 4, "found 'SM', expected one of FM, DM, CM"),
        fault(new KaldiBytes().text("u \0BFM\0"), 4, "found 0x46, expected one of FM, DM, CM"),
        fault(new KaldiBytes().text("u \0B\b"), 4, "found 0x08, expected one of FM"),
        // sizes
        fault(
            new KaldiBytes().binary("u").text("FM ").text("\b").plain(1),
            7,
            "found 0x08, expected 0x04 before the number of rows"),
        fault(
            new KaldiBytes().binary("u").text("FM ").sized(1),
            12,
            "found the end of the file, expected 0x04 before the number of columns"),
        fault(
            new KaldiBytes().binary("u").text("FM ").sized(-1).sized(3),
            7,
            "found a matrix of -1×3 values, expected at least 1×1"),
        fault(
            new KaldiBytes().binary("u").text("DM ").sized(0).sized(40),
            7,
            "found a matrix of 0×40 values"),
        fault(
            new KaldiBytes().binary("u").text("CM ").plain(0f).plain(1f).plain(5).plain(-2),
            15,
            "found a matrix of 5×-2 values"),
        fault(new KaldiBytes().binary("u").text("FV ").sized(-7), 7, "found -7 values"),
        fault(new KaldiBytes().binary("u").sized(-7), 4, "found -7 integers"),
        // values
        fault(
            new KaldiBytes().integers("u", 1, 2).integers("v", 3).binary("w").sized(2).zeros(10),
            // u takes 4 + 5 + 10 bytes, v 14; then "w ", the mark, the size and the first integer
            42,
            "key 'w': found 0x00 before integer 1 of 2, expected 0x04"),
        // text
        fault(new KaldiBytes().text("u [ 1 2"), 7, "found the end of the file, expected ']'"),
        fault(
            new KaldiBytes().text("u [\n 1 2\n 3 ]\n"), 12, "found 1 numbers in a row, expected 2"),
        fault(new KaldiBytes().text("u [ 1 0x3 ]\n"), 6, "found '0x3', expected a number"),
        fault(new KaldiBytes().text("u [ 1f ]\n"), 4, "found '1f', expected a number"),
        fault(new KaldiBytes().text("u [ 1 ] 2\n"), 8, "found '2' after ']'"),
        fault(new KaldiBytes().text("u 1 2.5 3\n"), 4, "found '2.5', expected a 32-bit integer"),
        fault(new KaldiBytes().text("u 1 3000000000\n"), 4, "found '3000000000'"),
        fault(new KaldiBytes().text("u 1 ]\n"), 4, "found ']', expected a 32-bit integer"),
        // twice
        fault(
            new KaldiBytes().integers("utt1", 5).text("utt2 1\n").text("utt1 7\n"),
            // 7 + 5 + 5 bytes, then 7, then the key and a space
            29,
            "key 'utt1': found the key a second time, expected it once (the first is at byte 5"
                + " of"));
  }

  private static Arguments fault(KaldiBytes archive, int offset, String message) {
    return Arguments.of(archive, offset, message);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isNamedWithItsPlace(KaldiBytes archive, int offset, String message) throws IOException {
    for (String name : new String[] {"plain.ark", "packed.ark.gz"}) {
      Path file = archive.write(directory.resolve(name));
      assertThatThrownBy(() -> Tables.read(file))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageStartingWith(file + ", byte " + offset)
          .hasMessageContaining(message);
    }
  }

  /** Claims beyond the file or beyond memory; the few bytes that follow are all there is. */
  static Stream<Arguments> claims() {
    return Stream.of(
        Arguments.of("FM matrix", matrix("FM ", HUGE, HUGE)),
        Arguments.of("FM matrix", matrix("FM ", 10_000_000, 10)),
        Arguments.of("DM matrix", matrix("DM ", 3, 3)),
        Arguments.of("CM matrix", compressed("CM ", HUGE, HUGE)),
        Arguments.of("CM matrix", compressed("CM ", 1, HUGE)),
        Arguments.of("CM2 matrix", compressed("CM2 ", 10_000_000, 10)),
        Arguments.of("CM3 matrix", compressed("CM3 ", 10_000_000, 10)),
        Arguments.of("FV vector", new KaldiBytes().binary("utt1").text("FV ").sized(HUGE)),
        Arguments.of("DV vector", new KaldiBytes().binary("utt1").text("DV ").sized(100_000_000)),
        Arguments.of("list of", new KaldiBytes().binary("utt1").sized(HUGE)),
        Arguments.of("list of", new KaldiBytes().binary("utt1").sized(30_000_000)));
  }

  private static KaldiBytes matrix(String token, int rows, int columns) {
    return new KaldiBytes().binary("utt1").text(token).sized(rows).sized(columns);
  }

  private static KaldiBytes compressed(String token, int rows, int columns) {
    return new KaldiBytes()
        .binary("utt1")
        .text(token)
        .plain(-1f)
        .plain(2f)
        .plain(rows)
        .plain(columns);
  }

  @ParameterizedTest
  @MethodSource("claims")
  void isNotBelieved(String kind, KaldiBytes archive) throws IOException {
    archive.zeros(11);
    for (String name : new String[] {"plain.ark", "packed.ark.gz"}) {
      Path file = archive.write(directory.resolve(name));
      assertThatThrownBy(() -> Tables.read(file))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageStartingWith(file + ", byte ")
          .hasMessageContaining("key 'utt1'")
          .hasMessageContaining(kind);
    }
  }

  @Test
  void refusesWhatWouldNotFitMemory() throws IOException {
    Path file =
        new KaldiBytes().matrix("utt1", new float[100][10]).write(directory.resolve("a.ark"));
    try (PositionedInput input = PositionedInput.open(file)) {
      input.seek(5);
      assertThatThrownBy(() -> ArchiveTable.value(new EntryReader(input, "utt1", 3996)))
          .isInstanceOf(DatasetFormatException.class)
          .hasMessageContaining("key 'utt1': found a FM matrix of 100×10 values, expected at most")
          .hasMessageContaining("999 values")
          .hasMessageContaining("BASIN_JAVA_OPTS=-Xmx");
      input.seek(5);
      assertThat(ArchiveTable.value(new EntryReader(input, "utt1", 4000)).description())
          .isEqualTo("a 100×10 matrix");
    }
  }

  /** Whatever the length, all that is whole is read, and then the cut is named. */
  @ParameterizedTest
  @ValueSource(strings = {"encodings.ark", "ali.ark", "conf_ascii.ark"})
  void truncatedArchives(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Tables.resource(name));
    Set<Integer> ends = ends(name, whole.length);
    Path file = directory.resolve("cut.ark");
    for (int length = 1; length < whole.length; length += name.equals("encodings.ark") ? 3 : 61) {
      Files.write(file, Arrays.copyOf(whole, length));
      Throwable fault = catchThrowable(() -> Tables.read(file));
      // Text may be cut within a number or behind ']' and still be well-formed.
      if (ends.contains(length) || (name.contains("ascii") && fault == null)) {
        assertThat(fault).as("%d bytes", length).isNull();
      } else {
        assertThat(fault)
            .as("%d bytes", length)
            .isInstanceOf(DatasetFormatException.class)
            .hasMessageStartingWith(file + ", byte ")
            .hasMessageContaining("key '");
      }
    }
  }

  /** Where entries end: before the next key. */
  private static Set<Integer> ends(String name, int length) throws IOException {
    Set<Integer> ends = new HashSet<>();
    for (Map.Entry<String, KaldiEntry> entry : Tables.read(Tables.resource(name)).entrySet()) {
      ends.add((int) entry.getValue().place().offset() - entry.getKey().length() - 1);
    }
    ends.add(length);
    return ends;
  }

  @Test
  void randomDamageGivesNoOtherError() throws IOException {
    long seed = 11;
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(Tables.resource("encodings.ark"));
    byte[] packed = KaldiBytes.gzip(whole);
    Path file = directory.resolve("damaged.ark");
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = (round % 3 == 0 ? packed : whole).clone();
      for (int change = 0; change < 3; change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      Throwable fault = catchThrowable(() -> Tables.read(file));
      if (fault != null) {
        refused++;
        assertThat(fault)
            .as("seed %d, round %d", seed, round)
            .isInstanceOf(DatasetFormatException.class)
            .hasMessageStartingWith(file + ", byte ");
      }
    }
    assertThat(refused).isGreaterThan(75);
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path absent = directory.resolve("absent.ark");
    assertThatThrownBy(() -> Tables.read(absent))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(absent + ": found no such file")
        .hasMessageContaining("without 'ark:' or 'scp:'");
    assertThatThrownBy(() -> Tables.read(directory)).hasMessageContaining("found no regular file");
  }

  @Test
  void saysWhatIsThereWhereAnotherKindIsNeeded() throws IOException {
    Map<String, KaldiEntry> entries = Tables.read(Tables.resource("encodings.ark"));
    assertThatThrownBy(() -> entries.get("fm").integers())
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("key 'fm': found a 7×3 matrix, expected a list of integers");
    assertThatThrownBy(() -> entries.get("integers").matrix())
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found a list of 8 integers, expected a matrix");
    assertThatThrownBy(() -> entries.get("fv").matrix())
        .hasMessageContaining("found a vector of 11 numbers, expected a matrix");
  }

  @Test
  void aKeyOfTwoFilesIsRefused() throws IOException {
    Path first = new KaldiBytes().integers("a", 1).write(directory.resolve("1.ark"));
    Path second = new KaldiBytes().text("b 2\na 3\n").write(directory.resolve("2.ark"));
    assertThatThrownBy(() -> Tables.read(first, second))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(second + ", byte 6, key 'a': found the key a second time")
        .hasMessageContaining("(the first is at byte 2 of " + first + ")");
  }
}
