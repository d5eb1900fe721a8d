package dev.basin.lab.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.data.prepared.PreparedSetWriter;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prepared set is sound only if every byte of it is what was written. */
final class PreparedSetInspectorTest {
  @TempDir Path directory;
  private Path set;

  @BeforeEach
  void write() throws IOException {
    PreparedSetInfo info =
        new PreparedSetInfo(
            "small",
            List.of("pdf-0", "pdf-1", "pdf-2"),
            PointShape.vector(2),
            PreparedSetInfo.Element.FLOAT32,
            "made by a test");
    set = directory.resolve("set");
    try (PreparedSetWriter writer = PreparedSetWriter.create(set, info)) {
      writer.train().add(new float[] {1, 2}, 2);
      writer.train().add(new float[] {-3, Float.NaN}, 0);
      writer.test().add(new float[] {5, 6}, 1);
      writer.finish();
    }
  }

  @Test
  void tellsPointsAndValues() throws IOException {
    Inspection found = Inspectors.inspect(set);
    assertThat(found.kind()).isEqualTo("prepared set");
    assertThat(found.entries()).isEqualTo(3);
    assertThat(found.values()).isEqualTo(new Inspection.Values(6, 1, 0, -3, 6, 11 / 5.0));
    assertThat(found.details())
        .containsEntry("name", "small")
        .containsEntry("point", "(2)")
        .containsEntry("classes", 3)
        .containsEntry("origin", "made by a test");
    assertThat((Map<?, ?>) found.details().get("train"))
        .extracting("points", "labels")
        .containsExactly(2, "0 to 2");
    assertThat((Map<?, ?>) found.details().get("test"))
        .extracting("points", "labels")
        .containsExactly(1, "1 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train-values.npy", "test-values.npy", "train-labels.npy"})
  void findsAChangedByte(String name) throws IOException {
    Path file = set.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 4] ^= 1; // the lowest bit of the last number
    Files.write(file, bytes);
    assertThatThrownBy(() -> Inspectors.inspect(set))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(set.toString())
        .hasMessageContaining("as set.json says");
  }

  @Test
  void findsLabelsThatAreNoClass() throws IOException {
    Path file = set.resolve("test-labels.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 4] = 3;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Inspectors.inspect(set))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found 1 labels from 3 to 3, expected 1 from 0 to 2");
  }

  @Test
  void findsAnotherShape() throws IOException {
    Files.copy(
        set.resolve("test-values.npy"),
        set.resolve("train-values.npy"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> Inspectors.inspect(set))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found shape [1, 2], expected [2, 2] as set.json says");
  }
}
