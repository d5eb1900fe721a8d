package dev.basin.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.NativeRuntime;
import dev.basin.train.Checkpoint;
import dev.basin.train.CheckpointFile;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StoppingRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that is written is the one of an epoch's end, whatever the weights did since. */
final class CheckpointSaverTest {
  private static final StoppingRule THREE_EPOCHS = new StoppingRule(3, 3, 0);

  @TempDir private Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @Test
  void aStopWritesTheLastFinishedEpoch() {
    Path file = directory.resolve("checkpoint.safetensors");
    try (PointerScope scope = new PointerScope();
        CheckpointSaver saver = new CheckpointSaver(file, Duration.ofDays(1), THREE_EPOCHS)) {
      Tensor x = torch.zeros(4);
      saver.accept(state(1, x));
      x.fill_(new Scalar(2.0));
      saver.accept(state(2, x));
      assertThat(file).doesNotExist();
      x.fill_(new Scalar(7.0)); // steps of an epoch that is not finished

      saver.flush();

      assertHolds(file, 2, 2.0);
    }
  }

  @Test
  void theLastEpochIsWrittenAtOnce() {
    Path file = directory.resolve("checkpoint.safetensors");
    try (PointerScope scope = new PointerScope();
        CheckpointSaver saver = new CheckpointSaver(file, Duration.ofDays(1), THREE_EPOCHS)) {
      saver.accept(state(3, torch.zeros(4)));
      assertHolds(file, 3, 0.0);
    }
  }

  @Test
  void withoutAnIntervalEveryEpochIsWritten() {
    Path file = directory.resolve("checkpoint.safetensors");
    try (PointerScope scope = new PointerScope();
        CheckpointSaver saver = new CheckpointSaver(file, Duration.ZERO, THREE_EPOCHS)) {
      saver.accept(state(1, torch.zeros(4)));
      assertHolds(file, 1, 0.0);
    }
  }

  private static void assertHolds(Path file, int epochs, double value) {
    Checkpoint read = CheckpointFile.read(file);
    assertThat(read.epochs()).hasSize(epochs);
    assertThat(read.x().sum().item_double()).isEqualTo(4 * value);
    assertThat(read.optimizerState().get("m").sum().item_double()).isEqualTo(4 * value);
  }

  private static Checkpoint state(int epochs, Tensor x) {
    List<EpochMetrics> metrics = new ArrayList<>();
    for (int k = 1; k <= epochs; k++) {
      metrics.add(new EpochMetrics(k, 1.0 / k, 50, 1, 50, 0.1));
    }
    return new Checkpoint(metrics, x, epochs, Map.of("m", x), 5, Map.of());
  }
}
