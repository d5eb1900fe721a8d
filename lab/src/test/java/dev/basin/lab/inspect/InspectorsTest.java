package dev.basin.lab.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.data.DatasetFormatException;
import dev.basin.network.WeightsFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files put together by hand, of which a person knows what must be said. */
final class InspectorsTest {
  @TempDir Path directory;

  private static void values(
      Inspection found, long count, long nan, long infinite, double min, double max, double mean) {
    assertThat(found.values().count()).isEqualTo(count);
    assertThat(found.values().nan()).isEqualTo(nan);
    assertThat(found.values().infinite()).isEqualTo(infinite);
    assertThat(found.values().min()).isEqualTo(Double.valueOf(min));
    assertThat(found.values().max()).isEqualTo(Double.valueOf(max));
    if (Double.isNaN(mean)) {
      assertThat(found.values().mean()).isNaN();
    } else {
      assertThat(found.values().mean()).isCloseTo(mean, within(1e-12 * Math.abs(mean)));
    }
  }

  private static Inspection.Shape shape(
      String form, long entries, List<Long> smallest, List<Long> largest) {
    return new Inspection.Shape(form, entries, smallest, largest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"feats.ark", "feats.ark.gz", "feats"})
  void kaldiArchives(String name) throws IOException {
    Path file =
        new Bytes()
            .text("utt1  [\n 1 2\n 3 4 ]\n")
            .text("utt2 \0BFM \4\1\0\0\0\4\2\0\0\0")
            .hex("0000a040 0000c07f") // 5 and NaN
            .text("utt3 7 -6\n")
            .write(directory.resolve(name));
    Inspection found = Inspectors.inspect(file);
    assertThat(found.kind()).isEqualTo("Kaldi archive (.ark)");
    assertThat(found.entries()).isEqualTo(3);
    assertThat(found.shapes())
        .containsExactly(
            shape("text matrix", 1, List.of(2L, 2L), List.of(2L, 2L)),
            shape("FM matrix", 1, List.of(1L, 2L), List.of(1L, 2L)),
            shape("text integers", 1, List.of(2L), List.of(2L)));
    values(found, 8, 1, 0, -6, 7, 16 / 7.0);
    assertThat(found.firstKeys()).containsExactly("utt1", "utt2", "utt3");
    assertThat(found.details()).containsEntry("frames", 5L);
  }

  /** A byte-order mark is no part of a key, and does not hide what a file is. */
  @Test
  void textOfWindows() throws IOException {
    Path archive =
        new Bytes().text("\u00ef\u00bb\u00bfutt1 [ 1 2 ]\r\n").write(directory.resolve("a"));
    assertThat(Inspectors.inspect(archive).firstKeys()).containsExactly("utt1");
    Path value = new Bytes().text("\u00ef\u00bb\u00bf [ 1 2 ]\r\n").write(directory.resolve("b"));
    assertThat(Inspectors.inspect(value).kind()).isEqualTo("Kaldi matrix or vector without a key");
    Path utf16 = new Bytes().text("\u00ff\u00feu\0").write(directory.resolve("c"));
    assertThatThrownBy(() -> Inspectors.inspect(utf16))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(utf16 + ": found text in UTF-16, expected one of: ")
        .hasMessageContaining("iconv -f UTF-16 -t UTF-8");
  }

  @Test
  void kaldiScripts() throws IOException {
    Files.writeString(directory.resolve("x.ark"), "a  [\n 1 2\n 3 4\n 5 6 ]\n");
    Path script = Files.writeString(directory.resolve("x.scp"), "b x.ark:2[1:2]\nc x.ark:2\n");
    Inspection found = Inspectors.inspect(script);
    assertThat(found.kind()).isEqualTo("Kaldi script (.scp)");
    assertThat(found.shapes())
        .containsExactly(shape("text matrix", 2, List.of(2L, 2L), List.of(3L, 2L)));
    values(found, 10, 0, 0, 1, 6, 3.9);
  }

  @Test
  void kaldiValuesWithoutAKey() throws IOException {
    Path text = Files.writeString(directory.resolve("final.mat"), " [\n 1 2\n 3 4 ]\n");
    Inspection found = Inspectors.inspect(text);
    assertThat(found.kind()).isEqualTo("Kaldi matrix or vector without a key");
    values(found, 4, 0, 0, 1, 4, 2.5);
    Path binary =
        new Bytes().text("\0BFV \4\1\0\0\0").hex("0000a040").write(directory.resolve("v"));
    assertThat(Inspectors.inspect(binary).shapes())
        .containsExactly(shape("FV vector", 1, List.of(1L), List.of(1L)));
    Path more = Files.writeString(directory.resolve("more"), " [\n 1 2 ]\nx");
    assertThatThrownBy(() -> Inspectors.inspect(more))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("byte 10: found more bytes, expected the end of the file");
  }

  @ParameterizedTest
  @CsvSource({"labels,08,0509ff,uint8,5,255", "labels.gz,09,0509ff,int8,-1,9"})
  void idxOfBytes(String name, String type, String numbers, String form, double min, double max)
      throws IOException {
    Path file =
        new Bytes().hex("0000 " + type + "01 00000003" + numbers).write(directory.resolve(name));
    Inspection found = Inspectors.inspect(file);
    assertThat(found.kind()).isEqualTo("IDX array");
    assertThat(found.entries()).isEqualTo(3);
    assertThat(found.shapes()).containsExactly(shape(form, 1, List.of(3L), List.of(3L)));
    assertThat(found.values().min()).isEqualTo(min);
    assertThat(found.values().max()).isEqualTo(max);
  }

  @Test
  void idxOfNumbers() throws IOException {
    Path file =
        new Bytes()
            .hex("00000d02 00000001 00000002 bf800000 40200000")
            .write(directory.resolve("matrix"));
    values(Inspectors.inspect(file), 2, 0, 0, -1, 2.5, 0.75);
  }

  /** One number of each type of NumPy's, and what NumPy says that it is. */
  @ParameterizedTest
  @CsvSource({
    "|u1,ff,255",
    "|b1,01,1",
    "|i1,ff,-1",
    "<u2,0180,32769",
    ">i2,8001,-32767",
    "<u4,ffffffff,4294967295",
    "<i4,ffffffff,-1",
    "<u8,ffffffffffffffff,18446744073709551615",
    "<i8,00000000000000c0,-4611686018427387904",
    "<f2,003c,1",
    "<f2,00c0,-2",
    "<f2,ff7b,65504",
    "<f2,0100,5.9604644775390625e-8",
    "<f2,0004,6.103515625e-5",
    ">f4,40200000,2.5",
    "<f8,0000000000000440,2.5",
  })
  void numpyTypes(String type, String number, double expected) throws IOException {
    Path file = Bytes.npy(type, "1, ").hex(number).write(directory.resolve("x.npy"));
    Inspection found = Inspectors.inspect(file);
    assertThat(found.kind()).isEqualTo("NumPy array (.npy)");
    assertThat(found.shapes()).containsExactly(shape(type, 1, List.of(1L), List.of(1L)));
    values(found, 1, 0, 0, expected, expected, expected);
  }

  @Test
  void numbersThatAreNotFinite() throws IOException {
    Path file = Bytes.npy("<f2", "2, 2").hex("007c 00fc 007e 00fe").write(directory.resolve("x"));
    values(Inspectors.inspect(file), 4, 2, 2, Double.NaN, Double.NaN, Double.NaN);
    Path complex = Bytes.npy("<c8", "1,").zeros(8).write(directory.resolve("c"));
    assertThatThrownBy(() -> Inspectors.inspect(complex))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found the type <c8, expected whole or real numbers");
  }

  @Test
  void safetensors() throws IOException {
    String header =
        "{\"w\":{\"dtype\":\"BF16\",\"shape\":[2,1],\"data_offsets\":[8,12]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"q\":{\"dtype\":\"F8_E4M3\",\"shape\":[3],\"data_offsets\":[12,15]},"
            + "\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[15,19]},"
            + "\"__metadata__\":{\"from\":\"a test\"}}";
    Path file =
        Bytes.safetensors(header)
            .hex("0300000000000000 803f 20c0 010203 0000003f") // 3; 1, -2.5; skipped; 0.5
            .write(directory.resolve("weights"));
    Inspection found = Inspectors.inspect(file);
    assertThat(found.kind()).isEqualTo("safetensors");
    assertThat(found.entries()).isEqualTo(4);
    assertThat(found.firstKeys()).containsExactly("n", "w", "q", "s");
    values(found, 4, 0, 0, -2.5, 3, 0.5);
    assertThat(found.details())
        .containsEntry("metadata", Map.of("from", "a test"))
        .containsEntry("not counted among the values", "F8_E4M3");
  }

  @Test
  void cifarBatches() throws IOException {
    Path ten =
        new Bytes()
            .hex("09")
            .zeros(3071)
            .hex("c8")
            .hex("00")
            .zeros(3072)
            .write(directory.resolve("data_batch_1.bin"));
    Inspection found = Inspectors.inspect(ten);
    assertThat(found.kind()).isEqualTo("CIFAR binary batch (.bin)");
    assertThat(found.shapes())
        .containsExactly(shape("uint8", 2, List.of(3L, 32L, 32L), List.of(3L, 32L, 32L)));
    values(found, 6144, 0, 0, 0, 200, 200 / 6144.0);
    assertThat(found.details())
        .containsEntry("version", "CIFAR-10")
        .containsEntry("labels", "0 to 9");
    Path hundred = new Bytes().hex("1363").zeros(3072).write(directory.resolve("train.bin"));
    assertThat(Inspectors.inspect(hundred).details())
        .containsEntry("version", "CIFAR-100")
        .containsEntry("labels", "99 to 99");
    Path wrong =
        new Bytes().hex("09").zeros(3072).hex("0a").zeros(3072).write(directory.resolve("w.bin"));
    assertThatThrownBy(() -> Inspectors.inspect(wrong))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("byte 3073: found label 10, expected 0 to 9");
  }

  /** Files of every kind whose form says their length, cut by one byte. */
  static Stream<Arguments> whole() {
    return Stream.of(
        Arguments.of("feats.ark", new Bytes().text("u \0BFM \4\1\0\0\0\4\1\0\0\0").zeros(4)),
        Arguments.of("ali.ark", new Bytes().text("u \0B\4\1\0\0\0\4\7\0\0\0")),
        Arguments.of("t.ark", new Bytes().text("u [ 1 ]")),
        Arguments.of("final.mat", new Bytes().text("\0BFV \4\1\0\0\0").zeros(4)),
        Arguments.of("labels", new Bytes().hex("00000801 00000003 0509ff")),
        Arguments.of("x.npy", Bytes.npy("<f4", "2,").zeros(8)),
        Arguments.of(
            "w.safetensors",
            Bytes.safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")
                .zeros(4)));
  }

  @ParameterizedTest
  @MethodSource("whole")
  void truncatedFilesAreNoSuccess(String name, Bytes content) throws IOException {
    byte[] whole = content.toByteArray();
    Path file = Files.write(directory.resolve(name), whole);
    assertThat(Inspectors.inspect(file).values().count()).isPositive();
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Inspectors.inspect(file))
        .isInstanceOfAny(DatasetFormatException.class, WeightsFormatException.class)
        .hasMessageContaining(file.toString());
    Files.write(file, whole);
    Path packed =
        new Bytes()
            .text(new String(whole, StandardCharsets.ISO_8859_1))
            .write(directory.resolve("packed.gz"));
    byte[] half = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(half, half.length - 9));
    assertThatThrownBy(() -> Inspectors.inspect(packed)).isInstanceOf(DatasetFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello world\n", "\u0001\u0002\u0003", "key\n"})
  void unknownKinds(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), content);
    assertThatThrownBy(() -> Inspectors.inspect(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(file + ": found nothing that is known, expected one of: ")
        .hasMessageContaining("Kaldi archive (.ark)")
        .hasMessageContaining("IDX array")
        .hasMessageContaining("prepared set");
    assertThatThrownBy(() -> Inspectors.inspect(directory))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("image folder");
    assertThatThrownBy(() -> Inspectors.inspect(directory.resolve("absent")))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found no such file or directory");
  }
}
