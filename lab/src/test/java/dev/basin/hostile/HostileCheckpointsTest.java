package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.lab.CheckpointedTraining;
import dev.basin.lab.UnusableCheckpointException;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.Checkpoint;
import dev.basin.train.EpochMetrics;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.remedy.Remedies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved states of training, up to the point where the first step would be made. */
final class HostileCheckpointsTest {
  private static final String FILE = "checkpoint.safetensors";
  private static final int POINTS = 32;

  @TempDir Path scratch;

  private final Network network =
      Sequential.named("small", PointShape.vector(3)).normalised(1, 2).softmax(2);

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adam|swa:start=0.3",
        "adaqn:update=2,memory=3,fisher=5|",
        "sgd|dynamic-sampling:test=variance,start=16"
      })
  void checkpoints(String optimizer, String remedy) throws Exception {
    Remedies remedies = Remedies.parse(remedy == null ? List.of() : List.of(remedy));
    try (TrainTestData data = new TrainTestData(points(), points());
        Workers workers = new Workers(1)) {
      Path file = scratch.resolve(FILE);
      run(training(data, optimizer, remedies, 3, new Cancellation(), file), workers);
      byte[] content = Files.readAllBytes(file);
      Attack.on("checkpoints " + optimizer.split(":", -1)[0], UnusableCheckpointException.class)
          .sample(FILE, content)
          .spoilBytes("")
          .spoil("", Tensors.inHeader(TextMutations.all()))
          .spoil("", Tensors.inHeader(JsonMutations.all()))
          .repair(HostileCheckpointsTest::withDigest)
          .run(
              scratch,
              150,
              (folder, output) -> {
                Cancellation atOnce = new Cancellation();
                atOnce.request();
                run(training(data, optimizer, remedies, 9, atOnce, folder.resolve(FILE)), workers);
              });
    }
  }

  /** The same with the digest that it would be written with, if a reader comes that far. */
  private static Input withDigest(Input input) {
    byte[] content = input.get(FILE);
    String digest = Tensors.digest(content);
    return digest.isEmpty()
        ? input
        : input.with(FILE, Tensors.withMetadata(content, "sha256", digest));
  }

  private static Dataset points() {
    byte[] values = new byte[3 * POINTS];
    long[] labels = new long[POINTS];
    for (int i = 0; i < POINTS; i++) {
      values[3 * i] = (byte) (37 * i);
      labels[i] = i % 2;
    }
    return Dataset.ofBytes(
        DatasetInfo.published("points", 2, PointShape.vector(3), "0".repeat(64)), values, labels);
  }

  private CheckpointedTraining training(
      TrainTestData data,
      String optimizer,
      Remedies remedies,
      int epochs,
      Cancellation cancellation,
      Path file) {
    TrainingConfig plain =
        new TrainingConfig(
            BatchSchedule.constant(24),
            new StoppingRule(epochs, 100, 0),
            OptimizerConfig.parse(optimizer),
            1);
    return new CheckpointedTraining(
        network, data, POINTS, remedies.applyTo(plain, network), file, Duration.ZERO, cancellation);
  }

  private void run(CheckpointedTraining training, Workers workers) throws IOException {
    try (PointerScope scope = new PointerScope()) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 1);
      Checkpoint saved = training.saved();
      if (saved != null) {
        int before = 0;
        for (EpochMetrics epoch : saved.epochs()) {
          assertThat(epoch.epoch()).as("epochs are counted").isEqualTo(++before);
        }
        assertThat(saved.optimizerSteps()).isNotNegative();
      }
      training.run(x, saved, workers, 1, new TrainingListener() {}, state -> {});
    } catch (CancellationException e) {
      // as far as it should go
    }
  }
}
