package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.image.IdxFile;
import dev.basin.lab.inspect.Inspection;
import dev.basin.lab.inspect.Inspectors;
import dev.basin.network.WeightsFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of numbers: NumPy's files and MNIST's IDX files, plain and packed. */
final class HostileArraysTest {
  @TempDir Path scratch;

  @Test
  void npy() throws Exception {
    byte[] plain = Npy.of("|u1", "(2, 3)", new byte[] {0, 1, 2, 3, (byte) 254, (byte) 255});
    byte[] labels = Npy.of("<i4", "(5,)", Npy.int32(0, 1, 0, 2, 1));
    Attack.on("npy", DatasetFormatException.class, WeightsFormatException.class)
        .sample("a.npy", plain)
        .sample("a.npy", labels)
        .sample("a.npy", Npy.of(2, "<f4", "(2, 2)", Npy.float32(1, -1, 1e30f, 0)))
        .sample("a.npy", Npy.of(">f8", "()", new byte[8]))
        .sample("a.npy", Npy.of("<f2", "(0, 4)", new byte[0]))
        .spoilBytes("")
        .spoil("", TextMutations.all())
        .run(scratch, 1_500, (folder, output) -> inspect(folder.resolve("a.npy")));
  }

  @Test
  void idx() throws Exception {
    byte[] images = idx(3, new int[] {4, 2, 3}, 24);
    byte[] labels = idx(1, new int[] {7}, 7);
    Attack.on("idx", DatasetFormatException.class)
        .sample("images", images)
        .sample("labels", labels)
        .sample("images.gz", Gzip.of(images))
        .sample("labels.gz", Gzip.of(labels))
        .spoilBytes("")
        .spoil(".gz", Gzip.inside(ByteMutations.of(List.of(images, labels))))
        .run(
            scratch,
            1_500,
            (folder, output) -> {
              for (String name : Input.names(folder)) {
                boolean three = name.startsWith("images");
                IdxFile array = IdxFile.read(folder.resolve(name), three ? 3 : 1);
                assertThat(array.shape()).hasSize(three ? 3 : 1).allMatch(size -> size > 0);
                assertThat((long) array.count() * array.features())
                    .isEqualTo(
                        array.shape().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b));
                assertThat(array.sha256()).matches("[0-9a-f]{64}");
              }
            });
  }

  @Test
  void anyIdxToInspect() throws Exception {
    byte[] images = idx(3, new int[] {4, 2, 3}, 24);
    byte[] doubles = idx(2, new int[] {2, 3}, 48);
    doubles[2] = 0x0E;
    Attack.on("idx inspected", DatasetFormatException.class, WeightsFormatException.class)
        .sample("a", images)
        .sample("a", doubles)
        .sample("a", Gzip.of(images))
        .spoilBytes("")
        .spoil("", Gzip.inside(ByteMutations.of(List.of(images, doubles))))
        .run(scratch, 600, (folder, output) -> inspect(folder.resolve("a")));
  }

  private static byte[] idx(int rank, int[] shape, int bytes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * rank + bytes);
    file.putInt(0x800 | rank);
    for (int size : shape) {
      file.putInt(size);
    }
    for (int i = 0; i < bytes; i++) {
      file.put((byte) (i % 10));
    }
    return file.array();
  }

  /** Whatever it is said to be, its numbers hang together. */
  static void inspect(Path path) throws Exception {
    Inspection found = Inspectors.inspect(path);
    Inspection.Values values = found.values();
    assertThat(values.count()).isBetween(0L, 1L << 40);
    assertThat(values.nan() + values.infinite()).isBetween(0L, values.count());
    if (values.count() > values.nan() + values.infinite()) {
      assertThat(values.min()).isFinite().isLessThanOrEqualTo(values.max());
      assertThat(values.max()).isFinite();
    }
    for (Inspection.Shape shape : found.shapes()) {
      assertThat(shape.entries()).isPositive();
      assertThat(shape.smallest()).hasSameSizeAs(shape.largest()).allMatch(size -> size >= 0);
    }
  }
}
