package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.NativeRuntime;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint comes back as it was, or is refused: no flipped bit enters a run. */
final class CheckpointFileTest {
  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private Path written() {
    Path file = directory.resolve("checkpoint.safetensors");
    CheckpointFile.write(
        file,
        new Checkpoint(
            List.of(new EpochMetrics(1, 0.5, 90, 0.75, 80, 1.5)),
            torch.arange(new org.bytedeco.pytorch.Scalar(5.0)),
            7,
            Map.of("m", torch.ones(3), "v", torch.zeros(3)),
            42,
            Map.of("mean", torch.ones(2))));
    return file;
  }

  @Test
  void comesBack() {
    try (PointerScope scope = new PointerScope()) {
      Checkpoint read = CheckpointFile.read(written());
      assertThat(read.epochs()).containsExactly(new EpochMetrics(1, 0.5, 90, 0.75, 80, 1.5));
      assertThat(read.optimizerSteps()).isEqualTo(7);
      assertThat(read.samplerState()).isEqualTo(42);
      assertThat(read.optimizerState().keySet()).containsExactlyInAnyOrder("m", "v");
      Tensor mean = read.hookState().get("mean");
      assertThat(mean.sum().item_double()).isEqualTo(2);
      assertThat(read.x().sum().item_double()).isEqualTo(10);
    }
  }

  @Test
  void everyFlippedBitIsRefused() throws IOException {
    try (PointerScope scope = new PointerScope()) {
      Path file = written();
      byte[] whole = Files.readAllBytes(file);
      for (int k = 0; k < whole.length; k++) {
        byte[] flipped = whole.clone();
        flipped[k] ^= (byte) (1 << (k % 8));
        Files.write(file, flipped);
        int place = k;
        assertThatThrownBy(() -> CheckpointFile.read(file))
            .as("byte %d of %d", place, whole.length)
            .isInstanceOfAny(WeightsFormatException.class, WeightsMismatchException.class);
      }
    }
  }
}
