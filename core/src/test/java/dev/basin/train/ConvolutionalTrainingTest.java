package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.Formula;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Precision;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.OptimizerConfig;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training a network with convolutions, pools and dropout. */
class ConvolutionalTrainingTest {
  private static final int EPOCHS = 4;
  private static final PointShape SHAPE = PointShape.image(3, 8, 8);

  @TempDir Path directory;
  private final Network network =
      Sequential.named("small", SHAPE)
          .stack("2x[8, 3, 3, 1]", 0.3)
          .maxPool(2)
          .normalised(1, 16)
          .dropout(0.5)
          .softmax(4);
  private PointerScope scope;
  private Workers workers;
  private TrainTestData data;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(1);
    data =
        new TrainTestData(
            Formula.dataset(150, SHAPE, 4, 1_000, 700_000),
            Formula.dataset(40, SHAPE, 4, 100_000, 800_000));
  }

  @AfterEach
  void close() {
    data.close();
    workers.close();
    scope.close();
  }

  private Tensor train(
      int members,
      Precision precision,
      @Nullable Checkpoint from,
      int epochs,
      Consumer<Checkpoint> saver) {
    TrainingConfig config =
        new TrainingConfig(
            BatchSchedule.constant(32),
            new StoppingRule(epochs, epochs, 0),
            OptimizerConfig.parse("adam"),
            99,
            new StepConfig(precision, 1L << 30));
    DatasetObjective test =
        new DatasetObjective(network, data.test(), 25, workers, new Cancellation());
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, 5);
    try (Team team = new Team(members)) {
      new Trainer(network, data, test, config, TrainingListener.SILENT, new Cancellation())
          .train(x, from, saver, team);
    }
    return x;
  }

  @Test
  void theSameBitsWithAnyTeam() {
    Tensor alone = train(1, Precision.FLOAT32, null, EPOCHS, state -> {});
    assertThat(train(2, Precision.FLOAT32, null, EPOCHS, state -> {}).equal(alone)).isTrue();
    assertThat(train(3, Precision.FLOAT32, null, EPOCHS, state -> {}).equal(alone)).isTrue();
  }

  /** Dropout's masks depend on the number of steps made, so they go on, too. */
  @Test
  void aCheckpointGoesOnToTheSameBits() {
    Tensor whole = train(1, Precision.FLOAT32, null, EPOCHS, state -> {});
    Path file = directory.resolve("checkpoint.safetensors");
    train(2, Precision.FLOAT32, null, 2, state -> CheckpointFile.write(file, state));
    Tensor resumed = train(2, Precision.FLOAT32, CheckpointFile.read(file), EPOCHS, state -> {});
    assertThat(resumed.equal(whole)).isTrue();
  }

  /** Rounding factors to 8 bits moves the end point a little, and only a little. */
  @Test
  void bfloat16TrainsNearby() {
    Tensor exact = train(1, Precision.FLOAT32, null, 1, state -> {});
    Tensor rounded = train(1, Precision.BF16, null, 1, state -> {});
    Tensor start = torch.zeros(network.layout().dimension());
    network.initialise(start, 5);
    double way = exact.sub(start).norm(new Scalar(2.0)).item_double();
    double apart = exact.sub(rounded).norm(new Scalar(2.0)).item_double();
    assertThat(apart).isPositive().isLessThan(0.5 * way);
    assertThat(train(2, Precision.BF16, null, 1, state -> {}).equal(rounded)).isTrue();
  }
}
