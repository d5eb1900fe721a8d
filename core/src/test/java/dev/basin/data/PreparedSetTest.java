package dev.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.PreparedSetInfo.Element;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparedSetTest {
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
        assertThat(each.finish()).isEqualTo(set);
      }
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
    Files.write(values, java.util.Arrays.copyOf(whole, whole.length - 1));
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
