package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.Formula;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import dev.basin.optim.OptimizerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final int FEATURES = 16;
  private static final int CLASSES = 4;

  private static final Path SMAPS = Path.of("/proc/self/smaps");

  @TempDir Path directory;
  private final Network network =
      Sequential.named("small", PointShape.vector(FEATURES)).normalised(2, 24).softmax(CLASSES);
  private PointerScope scope;
  private Workers workers;
  private TrainTestData data;
  private DatasetObjective test;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(2);
    data =
        new TrainTestData(
            Formula.dataset(150, FEATURES, CLASSES, 1_000, 700_000),
            Formula.dataset(40, FEATURES, CLASSES, 100_000, 800_000));
    test = new DatasetObjective(network, data.test(), 25, workers, new Cancellation());
  }

  @AfterEach
  void close() {
    data.close();
    workers.close();
    scope.close();
  }

  private static TrainingConfig config(int batchSize, int epochs, double rate) {
    return config(Integer.toString(batchSize), epochs, "adam:lr=" + rate);
  }

  private static TrainingConfig config(String batch, int epochs, String optimizer) {
    return new TrainingConfig(
        BatchSchedule.parse(batch),
        new StoppingRule(epochs, epochs, 0),
        OptimizerConfig.parse(optimizer),
        99);
  }

  private Trainer trainer(TrainingConfig config) {
    return new Trainer(network, data, test, config, TrainingListener.SILENT, new Cancellation());
  }

  private static void forget(Checkpoint checkpoint) {
    assertThat(checkpoint.epochs()).isNotEmpty();
  }

  private Tensor start() {
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, 5);
    return x;
  }

  private TrainingResult train(
      Trainer trainer,
      Tensor x,
      @Nullable Checkpoint from,
      Consumer<Checkpoint> saver,
      int teamSize) {
    try (Team team = new Team(teamSize)) {
      return trainer.train(x, from, saver, team);
    }
  }

  /** All but the time it took. */
  private static List<List<Double>> numbers(List<EpochMetrics> epochs) {
    return epochs.stream()
        .map(
            e ->
                List.of(
                    (double) e.epoch(),
                    e.trainLoss(),
                    e.trainAccuracy(),
                    e.testLoss(),
                    e.testAccuracy()))
        .toList();
  }

  @ParameterizedTest(name = "batch {0}")
  @ValueSource(ints = {16, 50, 149, 150})
  void theSameSeedGivesTheSameBitsWithAnyTeam(int batchSize) {
    Tensor first = start();
    TrainingResult expected =
        train(trainer(config(batchSize, 4, 1e-3)), first, null, TrainerTest::forget, 1);
    assertThat(first.equal(start())).isFalse();
    for (int teamSize = 1; teamSize <= 3; teamSize++) {
      Tensor x = start();
      TrainingResult result =
          train(trainer(config(batchSize, 4, 1e-3)), x, null, TrainerTest::forget, teamSize);
      assertThat(x.equal(first)).as("a team of %d", teamSize).isTrue();
      assertThat(numbers(result.epochs())).isEqualTo(numbers(expected.epochs()));
    }
  }

  @Test
  void learnsWhatCanBeLearnt() {
    Tensor x = start();
    TrainingResult result = train(trainer(config(25, 60, 1e-2)), x, null, TrainerTest::forget, 1);
    assertThat(result.stop()).isEqualTo(Stop.EPOCHS);
    assertThat(result.epochs()).hasSize(60);
    List<EpochMetrics> epochs = result.epochs();
    assertThat(epochs.get(59).trainLoss()).isLessThan(0.2 * epochs.get(0).trainLoss());
    assertThat(epochs.get(59).trainAccuracy()).isGreaterThan(90);
    Evaluation onTest = test.evaluate(x);
    assertThat(epochs.get(59).testLoss()).isEqualTo(onTest.loss());
    assertThat(epochs.get(59).testAccuracy()).isEqualTo(onTest.accuracy());
    assertThat(result.seconds())
        .isCloseTo(epochs.stream().mapToDouble(EpochMetrics::seconds).sum(), within(1e-9));
  }

  /** With all points in one batch the epoch's loss is f at the epoch's start. */
  @Test
  void theEpochsLossIsTheMeanOverItsPoints() {
    Tensor x = start();
    Evaluation before =
        new DatasetObjective(network, data.train(), 150, workers, new Cancellation()).evaluate(x);
    EpochMetrics epoch =
        train(trainer(config(150, 1, 1e-3)), x, null, TrainerTest::forget, 1).epochs().get(0);
    assertThat(epoch.trainLoss()).isCloseTo(before.loss(), within(1e-6 * before.loss()));
    assertThat(epoch.trainAccuracy()).isCloseTo(before.accuracy(), within(100.0 / 150 + 1e-9));
  }

  @ParameterizedTest(name = "stopped after epoch {0}")
  @ValueSource(ints = {1, 3, 4})
  void goesOnFromACheckpointOnDiskWithTheSameBits(int stopped) {
    Tensor whole = start();
    TrainingResult expected =
        train(trainer(config(40, 5, 1e-3)), whole, null, TrainerTest::forget, 1);
    Path file = directory.resolve("checkpoint.safetensors");
    train(
        trainer(config(40, stopped, 1e-3)),
        start(),
        null,
        checkpoint -> CheckpointFile.write(file, checkpoint),
        1);
    Tensor x = torch.zeros(network.layout().dimension());
    TrainingResult result =
        train(trainer(config(40, 5, 1e-3)), x, CheckpointFile.read(file), TrainerTest::forget, 2);
    assertThat(x.equal(whole)).isTrue();
    assertThat(numbers(result.epochs())).isEqualTo(numbers(expected.epochs()));
    assertThat(result.stop()).isEqualTo(Stop.EPOCHS);
  }

  /** With every optimiser, schedules of the rate, and a batch that grows from 25 to 40 to 64. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam:schedule=warmup:1.5+cosine:6",
        "adagrad:schedule=step:2:0.5",
        "sgd:lr=0.01,nesterov=true,decay=0.001,schedule=warmup:1",
        "lars:eta=0.02,schedule=warmup:1",
        "lamb:lr=0.02,schedule=cosine:6",
        "adaqn:memory=2,update=4,fisher=6,schedule=cosine:5"
      })
  void everyOptimiserGoesOnFromACheckpointOnDiskWithTheSameBits(String optimizer) {
    String batch = "25:factor=1.6,every=2,max=100";
    Tensor whole = start();
    List<Path> files = new ArrayList<>();
    TrainingResult expected =
        train(
            trainer(config(batch, 5, optimizer)),
            whole,
            null,
            checkpoint -> {
              files.add(directory.resolve(checkpoint.epochs().size() + ".safetensors"));
              CheckpointFile.write(files.get(files.size() - 1), checkpoint);
            },
            1);
    assertThat(expected.epochs().get(4).trainLoss())
        .isLessThan(expected.epochs().get(0).trainLoss());
    // 150 points in batches of 25, 25, 40, 40 and 64
    assertThat(CheckpointFile.read(files.get(4)).optimizerSteps()).isEqualTo(6 + 6 + 4 + 4 + 3);
    for (Path file : files.subList(0, 4)) {
      Tensor x = torch.zeros(network.layout().dimension());
      Checkpoint saved = CheckpointFile.read(file);
      TrainingResult result =
          train(trainer(config(batch, 5, optimizer)), x, saved, TrainerTest::forget, 2);
      assertThat(x.equal(whole)).as("from %s", file.getFileName()).isTrue();
      assertThat(numbers(result.epochs())).isEqualTo(numbers(expected.epochs()));
    }
  }

  /** With all points in one batch the middle of the first epoch's only step is at half an epoch. */
  @Test
  void theProgressOfAStepIsThatAtItsMiddle() {
    Tensor constant = start();
    train(trainer(config("150", 1, "sgd:lr=0.25")), constant, null, TrainerTest::forget, 1);
    Tensor warm = start();
    train(
        trainer(config("150", 1, "sgd:lr=0.5,schedule=warmup:1")),
        warm,
        null,
        TrainerTest::forget,
        1);
    assertThat(constant.equal(start())).isFalse();
    assertThat(warm.equal(constant)).isTrue();
  }

  /** Half the rate from the second epoch on is what a second run at half the rate goes on with. */
  @Test
  void theScheduleIsFollowedFromEpochToEpoch() {
    Tensor whole = start();
    train(
        trainer(config("40", 2, "sgd:lr=0.5,schedule=step:1:0.5")),
        whole,
        null,
        TrainerTest::forget,
        1);
    Path file = directory.resolve("checkpoint.safetensors");
    train(
        trainer(config("40", 1, "sgd:lr=0.5")),
        start(),
        null,
        checkpoint -> CheckpointFile.write(file, checkpoint),
        1);
    Tensor inTwo = start();
    Checkpoint first = CheckpointFile.read(file);
    train(trainer(config("40", 2, "sgd:lr=0.25")), inTwo, first, TrainerTest::forget, 1);
    assertThat(inTwo.equal(first.x())).isFalse();
    assertThat(inTwo.equal(whole)).isTrue();
  }

  @Test
  void refusesAGrowingBatchBeforeTheFirstStepIfItWillNotFit() {
    assertThatThrownBy(
            () ->
                train(
                    trainer(config("40:factor=2,every=1,max=1000", 3, "adam")),
                    start(),
                    null,
                    checkpoint -> {
                      throw new AssertionError("an epoch was trained");
                    },
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize: found 160, expected 1 to 150");
  }

  @Test
  void aFinishedCheckpointIsNotTrainedFurther() {
    Tensor whole = start();
    Path file = directory.resolve("checkpoint.safetensors");
    Consumer<Checkpoint> toDisk = checkpoint -> CheckpointFile.write(file, checkpoint);
    TrainingResult expected = train(trainer(config(40, 2, 1e-3)), whole, null, toDisk, 1);
    Tensor x = start();
    TrainingResult result =
        train(trainer(config(40, 2, 1e-3)), x, CheckpointFile.read(file), TrainerTest::forget, 1);
    assertThat(x.equal(whole)).isTrue();
    assertThat(result).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e10, 1e30, 1e38})
  void aRunThatDivergesIsAResult(double rate) {
    Tensor x = start();
    TrainingResult result = train(trainer(config(40, 5, rate)), x, null, TrainerTest::forget, 1);
    if (result.stop() == Stop.DIVERGED) {
      EpochMetrics last = result.epochs().get(result.epochs().size() - 1);
      assertThat(last.trainLoss()).matches(loss -> !Double.isFinite(loss));
    } else {
      assertThat(result.epochs()).allMatch(epoch -> Double.isFinite(epoch.trainLoss()));
    }
  }

  @Test
  void aRequestToStopLeavesTheLastEpoch() {
    Cancellation cancellation = new Cancellation();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void step(int epoch, int pointsDone, int points) {
            assertThat(points).isEqualTo(150);
            if (epoch == 3 && pointsDone >= 80) {
              cancellation.request();
            }
          }
        };
    Path file = directory.resolve("checkpoint.safetensors");
    List<Integer> saved = new ArrayList<>();
    Trainer stopped = new Trainer(network, data, test, config(40, 5, 1e-3), stopper, cancellation);
    assertThatThrownBy(
            () ->
                train(
                    stopped,
                    start(),
                    null,
                    checkpoint -> {
                      saved.add(checkpoint.epochs().size());
                      CheckpointFile.write(file, checkpoint);
                    },
                    1))
        .isInstanceOf(CancellationException.class);
    assertThat(saved).containsExactly(1, 2);
    Tensor whole = start();
    train(trainer(config(40, 5, 1e-3)), whole, null, TrainerTest::forget, 1);
    Tensor x = torch.zeros(network.layout().dimension());
    train(trainer(config(40, 5, 1e-3)), x, CheckpointFile.read(file), TrainerTest::forget, 1);
    assertThat(x.equal(whole)).isTrue();
  }

  @Test
  void refusesBatchesLargerThanTheData() {
    assertThatThrownBy(
            () -> train(trainer(config(151, 1, 1e-3)), start(), null, TrainerTest::forget, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize: found 151, expected 1 to 150");
    assertThatThrownBy(() -> config(0, 1, 1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch is 0");
  }

  /**
   * After as much that warms up, 2,000 steps, 500 evaluations and 500 gradients; 2 MB were seen. An
   * activation that each step leaves behind would come to 51 MB, a gradient of each to 50 MB.
   */
  @Test
  void memoryDoesNotGrow() throws IOException {
    assumeTrue(Files.isReadable(SMAPS), "resident memory is read from " + SMAPS);
    Network wide =
        Sequential.named("wide", PointShape.vector(64)).normalised(2, 128).softmax(CLASSES);
    try (TrainTestData points =
        new TrainTestData(
            Formula.dataset(200, 64, CLASSES, 1_000, 700_000),
            Formula.dataset(50, 64, CLASSES, 100_000, 800_000))) {
      churn(wide, points);
      long before = residentOutsideTheJavaHeap();
      churn(wide, points);
      long grown = residentOutsideTheJavaHeap() - before;
      assertThat(grown).as("bytes").isLessThan(40_000_000);
    }
  }

  private void churn(Network wide, TrainTestData points) {
    DatasetObjective f = new DatasetObjective(wide, points.test(), 25, workers, new Cancellation());
    try (PointerScope churning = new PointerScope()) {
      assertThat(churning).isNotNull();
      Tensor x = torch.zeros(wide.layout().dimension());
      Tensor gradient = torch.zeros_like(x);
      wide.initialise(x, 1);
      Trainer trainer =
          new Trainer(
              wide, points, f, config(50, 500, 1e-3), TrainingListener.SILENT, new Cancellation());
      train(trainer, x, null, TrainerTest::forget, 1);
      for (int k = 0; k < 500; k++) {
        f.valueAndGradient(x, gradient);
      }
    }
  }

  /**
   * The Java heap comes and goes as its collector likes. HotSpot puts a heap of less than 32 GB
   * below that address, and native libraries and their memory far above.
   */
  private static long residentOutsideTheJavaHeap() throws IOException {
    long kilobytes = 0;
    boolean counted = false;
    for (String line : Files.readAllLines(SMAPS)) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        counted = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) >= 32L << 30;
      } else if (counted && line.startsWith("Rss:")) {
        kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    assertThat(kilobytes).isPositive();
    return kilobytes * 1024;
  }
}
