package dev.basin.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.CheckedContent;
import dev.basin.data.DatasetFormatException;
import dev.basin.data.FileState;
import dev.basin.data.TrainTestData;
import dev.basin.data.prepared.PreparedSetInfo.Element;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparedSetTest {
  /** When every change of a test is over. */
  private final Instant later = Instant.now().plusSeconds(3600);

  @TempDir Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @Test
  void keepsNumbersAndLabels() throws IOException {
    Path set = floats();
    try (PointerScope scope = new PointerScope();
        TrainTestData data = PreparedSet.open(set)) {
      assertThat(data.train().size()).isEqualTo(3);
      assertThat(data.train().shape()).isEqualTo(PointShape.vector(2));
      assertThat(data.train().info().origin()).isEqualTo("made by a test");
      float[] chosen = new float[4];
      data.train().inputs(Tensor.create(2L, 0L)).data_ptr_float().get(chosen);
      assertThat(chosen).containsExactly(5f, 6f, 1f, 2f);
      long[] labels = new long[3];
      data.train().labels(0, 3).data_ptr_long().get(labels);
      assertThat(labels).containsExactly(0, 1, 1);
      assertThat(data.test().size()).isEqualTo(1);
      assertThat(data.test().name()).isEqualTo("small/test");
    }
  }

  @Test
  void showsBytesAsShares() throws IOException {
    Path set = directory.resolve("bytes");
    try (PreparedSetWriter writer =
        PreparedSetWriter.create(set, info(PointShape.image(3, 1, 2), Element.UINT8))) {
      writer.train().add(new byte[] {0, 1, 2, (byte) 128, (byte) 254, (byte) 255}, 1);
      writer.test().add(new byte[6], 0);
      writer.finish();
    }
    try (PointerScope scope = new PointerScope();
        TrainTestData data = PreparedSet.open(set)) {
      float[] values = new float[6];
      data.train().inputs(0, 1).data_ptr_float().get(values);
      assertThat(values).containsExactly(0f, 1 / 255f, 2 / 255f, 128 / 255f, 254 / 255f, 1f);
    }
  }

  /** The form that numpy.save writes: read by hand, not by the code under test. */
  @Test
  void writesWhatNumPyReads() throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(PreparedSet.valuesFile(floats(), "train")))
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] head = new byte[128];
    file.get(head);
    assertThat(new String(head, StandardCharsets.ISO_8859_1))
        .startsWith(
            "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False,"
                + " 'shape': (3, 2,), }  ")
        .endsWith(" \n");
    for (float expected = 1; expected <= 6; expected++) {
      assertThat(file.getFloat()).isEqualTo(expected);
    }
    assertThat(file.hasRemaining()).isFalse();
  }

  @Test
  void digestIsOfValuesThenLabels() throws IOException {
    ByteBuffer stored = ByteBuffer.allocate(6 * 4 + 3 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value = 1; value <= 6; value++) {
      stored.putFloat(value);
    }
    stored.putInt(0).putInt(1).putInt(1);
    assertThat(PreparedSet.describe(floats()).train().digest())
        .isEqualTo(new Sha256().update(stored.array()).hex());
  }

  @Test
  void leavesNothingWhenNotFinished() throws IOException {
    Path set = directory.resolve("unfinished");
    try (PreparedSetWriter writer =
        PreparedSetWriter.create(set, info(PointShape.vector(2), Element.FLOAT32))) {
      writer.train().add(new float[] {1, 2}, 0);
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("small/test has no point");
    }
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void ofTwoThatMakeTheSameSetTheFirstStays() throws IOException {
    Path set = directory.resolve("set");
    try (PreparedSetWriter first =
            PreparedSetWriter.create(set, info(PointShape.vector(1), Element.FLOAT32));
        PreparedSetWriter second =
            PreparedSetWriter.create(set, info(PointShape.vector(1), Element.FLOAT32))) {
      for (PreparedSetWriter each : List.of(first, second)) {
        each.train().add(new float[] {each == first ? 1 : 2}, 0);
        each.test().add(new float[] {3}, 1);
      }
      assertThat(first.finish()).isEqualTo(set);
      assertThatThrownBy(second::finish)
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageStartingWith(set.toString());
    }
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(set);
    }
    try (PointerScope scope = new PointerScope();
        TrainTestData data = PreparedSet.open(set)) {
      assertThat(data.train().inputs(0, 1).item_float()).isEqualTo(1);
    }
  }

  @Test
  void refusesAnOccupiedPlace() throws IOException {
    assertThatThrownBy(
            () -> PreparedSetWriter.create(floats(), info(PointShape.vector(2), Element.FLOAT32)))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void refusesPointsThatDoNotFit() throws IOException {
    try (PreparedSetWriter writer =
        PreparedSetWriter.create(
            directory.resolve("set"), info(PointShape.vector(2), Element.FLOAT32))) {
      assertThatThrownBy(() -> writer.train().add(new float[3], 0))
          .hasMessageContaining("found 3 values of FLOAT32, expected 2 of FLOAT32");
      assertThatThrownBy(() -> writer.train().add(new byte[2], 0))
          .hasMessageContaining("found 2 values of UINT8");
      assertThatThrownBy(() -> writer.train().add(new float[2], 2))
          .hasMessageContaining("found label 2, expected 0 to 1");
    }
  }

  @Test
  void namesADamagedFile() throws IOException {
    Path set = floats();
    Path values = PreparedSet.valuesFile(set, "train");
    byte[] whole = Files.readAllBytes(values);
    Files.write(values, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(set, "train-values.npy", "151 bytes", "152 as its header says");
    whole[20] = 'x';
    Files.write(values, whole);
    assertRefused(set, "train-values.npy", "header");
    Files.delete(values);
    assertRefused(set, "train-values.npy", "no such file", "prepare the data set again");
  }

  @Test
  void namesALabelThatIsNoClass() throws IOException {
    Path set = floats();
    Path labels = PreparedSet.labelsFile(set, "train");
    byte[] whole = Files.readAllBytes(labels);
    whole[128 + 4] = 2;
    Files.write(labels, whole);
    assertRefused(set, "train-labels.npy, byte 132", "label 2", "0 to 1");
  }

  @Test
  void namesAnEditedValue() throws IOException {
    Path set = floats();
    Path values = PreparedSet.valuesFile(set, "test");
    String digest = PreparedSet.describe(set).test().digest();
    flip(values, 128);
    assertRefused(set, "test-values.npy: found SHA-256", "expected " + digest, "prepare the data");
    flip(values, 128);
    PreparedSet.open(set).close();
  }

  @Test
  void namesAnEditedLabel() throws IOException {
    Path set = floats();
    flip(PreparedSet.labelsFile(set, "train"), 128); // 0 to 1, which is a class, too
    assertRefused(set, "SHA-256", "labels of train-labels.npy", "as set.json says");
  }

  /** A set that is known is not read again, and still no edit goes unseen. */
  @Test
  void seesAnEditWhateverTheTimeOfWritingSays() throws IOException {
    Path set = floats();
    Path values = PreparedSet.valuesFile(set, "train");
    assumeTrue(FileState.of(values).changed() != null, "a system without times of change");
    FileTime written = Files.getLastModifiedTime(values);
    flip(values, 130);
    checkedTrain(set).remember(later); // as if that were what was found
    PreparedSet.open(set).close();
    // the same bytes in place, written again
    touch(values, written);
    assertRefused(set, "train-values.npy: found SHA-256");
    // another file of the same length and time
    checkedTrain(set).remember(later);
    PreparedSet.open(set).close();
    Path other = Files.copy(values, directory.resolve("other"));
    Files.setLastModifiedTime(other, written);
    Files.move(other, values, StandardCopyOption.REPLACE_EXISTING);
    assertRefused(set, "train-values.npy: found SHA-256");
    // the other file of the two that the digest is of
    checkedTrain(set).remember(later);
    Path labels = PreparedSet.labelsFile(set, "train");
    touch(labels, Files.getLastModifiedTime(labels));
    assertRefused(set, "train-values.npy: found SHA-256");
  }

  @Test
  void whatWasChangedJustNowIsNotRemembered() throws IOException {
    Path set = floats();
    Instant changed = FileState.of(PreparedSet.labelsFile(set, "train")).changed();
    assumeTrue(changed != null, "a system without times of change");
    checkedTrain(set).remember(changed.plusSeconds(1));
    assertThat(checkedTrain(set).isKnown()).isFalse();
    CheckedContent before = checkedTrain(set);
    Path values = PreparedSet.valuesFile(set, "train");
    touch(values, Files.getLastModifiedTime(values));
    before.remember(later);
    assertThat(checkedTrain(set).isKnown()).isFalse();
  }

  @Test
  void aDamagedMemoryIsNone() throws IOException {
    Path set = floats();
    checkedTrain(set).remember(later);
    Path memory = set.resolve(CheckedContent.FILE);
    byte[] bytes = Files.readAllBytes(memory);
    for (int k = 0; k < bytes.length - 1; k++) {
      byte[] damaged = bytes.clone();
      damaged[k] ^= (byte) 0x80;
      Files.write(memory, damaged);
      assertThat(checkedTrain(set).isKnown()).as("byte %d", k).isFalse();
    }
    Files.delete(memory);
    Files.createDirectory(memory);
    assertThat(checkedTrain(set).isKnown()).isFalse();
    checkedTrain(set).remember(later);
    PreparedSet.open(set).close();
  }

  /** Writes to a file and sets its time back, until the file system's clock has ticked. */
  private static void touch(Path file, FileTime written) throws IOException {
    FileState before = FileState.of(file);
    while (FileState.of(file).equals(before)) {
      flip(file, 130);
      flip(file, 130);
      Files.setLastModifiedTime(file, written);
    }
  }

  private static CheckedContent checkedTrain(Path set) throws IOException {
    return new CheckedContent(
        set,
        "train",
        PreparedSet.describe(set).train().digest(),
        List.of(PreparedSet.valuesFile(set, "train"), PreparedSet.labelsFile(set, "train")));
  }

  @Test
  void anEditedDescriptionIsRefused() throws IOException {
    Path set = floats();
    Path file = set.resolve("set.json");
    String text = Files.readString(file);
    for (String[] edit :
        new String[][] {
          {"\"a\"", "\"c\""},
          {"small", "other"},
          {"made by a test", "made by hand"},
          {"\"channels\" : 2", "\"channels\" : 1"},
        }) {
      assertThat(text).contains(edit[0]);
      Files.writeString(file, text.replace(edit[0], edit[1]));
      assertRefused(set, "set.json: found SHA-256", "prepare the data set again");
    }
    Files.writeString(file, text.replaceFirst("(?s),\\s*\"sha256\".*", "}"));
    assertRefused(set, "set.json: found SHA-256", "expected none");
  }

  /** What earlier versions wrote has no digest of the description. */
  @Test
  void readsTheSchemaBefore() throws IOException {
    Path set = floats();
    Path file = set.resolve("set.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"schema\" : 2", "\"schema\" : 1")
            .replaceFirst("(?s),\\s*\"sha256\".*", "}"));
    PreparedSet.open(set).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"schema\":1}",
        "{\"schema\":3}",
        "{\"schema\":1,\"info\":null,\"train\":null,\"test\":null}",
        "{\"schema\":1,\"info\":{\"name\":\"n\",\"classes\":[\"a\",null],\"shape\":{\"channels\":2,"
            + "\"height\":1,\"width\":1},\"element\":\"FLOAT32\",\"origin\":\"o\"},"
            + "\"train\":{\"points\":3,\"digest\":\"x\"},\"test\":{\"points\":1,\"digest\":\"x\"}}",
        "{\"schema\":1,\"info\":{\"name\":\"n\",\"classes\":[\"a\"],\"shape\":{\"channels\":2,"
            + "\"height\":1,\"width\":1},\"element\":null,\"origin\":\"o\"},"
            + "\"train\":{\"points\":3,\"digest\":\"x\"},\"test\":{\"points\":1,\"digest\":\"x\"}}",
        "{\"schema\":1,\"info\":{\"name\":\"n\",\"classes\":[\"a\"],\"shape\":{\"channels\":2,"
            + "\"height\":1,\"width\":1},\"element\":\"FLOAT32\",\"origin\":\"o\"},"
            + "\"train\":null,\"test\":{\"points\":1,\"digest\":\"x\"}}",
      })
  void namesADamagedDescription(String text) throws IOException {
    Path set = floats();
    Files.writeString(set.resolve("set.json"), text);
    assertRefused(set, "set.json: found ", "prepare the data set again");
  }

  /** More than the writer's buffer holds. */
  @Test
  void pointsMayBeLarge() throws Exception {
    byte[] bytes = new byte[3 * 700 * 601];
    new Random(5).nextBytes(bytes);
    Path set = directory.resolve("large");
    try (PreparedSetWriter writer =
        PreparedSetWriter.create(set, info(PointShape.image(3, 700, 601), Element.UINT8))) {
      writer.train().add(bytes, 1);
      writer.train().add(bytes, 0);
      writer.test().add(bytes, 1);
      writer.finish();
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(bytes);
    digest.update(bytes);
    digest.update(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    assertThat(PreparedSet.describe(set).train().digest())
        .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    PreparedSet.open(set).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsADescriptionThatAnEditorOfWindowsSaved(String encoding) throws IOException {
    Path set = floats();
    Path file = set.resolve("set.json");
    String text = "\uFEFF" + Files.readString(file).replace("\n", "\r\n");
    Files.write(file, text.getBytes(Charset.forName(encoding)));
    PreparedSet.open(set).close();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"element\" : \"FLOAT32\"', '\"element\" : null', found null as info.element",
    "'\"points\" : 1', '\"points\" : null', found null as test.points",
    "'\"classes\" : [', '\"classes\" : [ null,', found null as info.classes[0]"
  })
  void saysWhereADescriptionHasNothing(String present, String instead, String found)
      throws IOException {
    Path set = floats();
    Path file = set.resolve("set.json");
    String text = Files.readString(file);
    assertThat(text).contains(present);
    Files.writeString(file, text.replace(present, instead));
    assertRefused(set, "set.json: " + found + ", expected a value; prepare the data set again");
  }

  @Test
  void namesADescriptionThatIsNoText() throws IOException {
    Path set = floats();
    Files.write(set.resolve("set.json"), new byte[] {0, 0, 0, '"', '"', 'r', 'c', 'h'});
    assertRefused(
        set, "set.json: found bytes that are no text in UTF-8, expected a prepared set's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'<f99999999999999999999', 'fortran_order': False, 'shape': (3, 2,)",
        "'<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2,)",
        "'<f4', 'fortran_order': False, 'shape': (3, 0 2,)",
        "'<f4', 'fortran_order': False, 'shape': (3037000500, 3037000500,)",
        "'<f4', 'fortran_order': False, 'shape': (9223372036854775807, 1,)",
      })
  void namesAHeaderWhoseNumbersAreTooLarge(String header) throws IOException {
    Path set = floats();
    Path values = PreparedSet.valuesFile(set, "train");
    byte[] bytes = Files.readAllBytes(values);
    byte[] text = ("{'descr': " + header + ", }").getBytes(StandardCharsets.ISO_8859_1);
    Arrays.fill(bytes, 10, 127, (byte) ' ');
    System.arraycopy(text, 0, bytes, 10, text.length);
    Files.write(values, bytes);
    assertRefused(set, "train-values.npy, byte ", "numpy.save");
  }

  private static void flip(Path file, int at) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ 1));
      channel.write(one.rewind(), at);
    }
  }

  private static void assertRefused(Path set, String... parts) {
    assertThatThrownBy(() -> PreparedSet.open(set).close())
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContainingAll(parts);
  }

  private Path floats() throws IOException {
    Path set = directory.resolve("floats");
    try (PreparedSetWriter writer =
        PreparedSetWriter.create(set, info(PointShape.vector(2), Element.FLOAT32))) {
      writer.train().add(new float[] {1, 2}, 0);
      writer.train().add(new float[] {3, 4}, 1);
      writer.train().add(new float[] {5, 6}, 1);
      writer.test().add(new float[] {7, 8}, 0);
      return writer.finish();
    }
  }

  private static PreparedSetInfo info(PointShape shape, Element element) {
    return new PreparedSetInfo("small", List.of("a", "b"), shape, element, "made by a test");
  }
}
