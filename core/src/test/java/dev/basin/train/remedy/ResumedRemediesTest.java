package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.Formula;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.Checkpoint;
import dev.basin.train.CheckpointFile;
import dev.basin.train.EpochMetrics;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import dev.basin.train.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run with a remedy reaches the same bits however often it is interrupted, with any team. */
class ResumedRemediesTest {
  private static final int EPOCHS = 7;

  @TempDir Path directory;
  private SmallProblem problem;
  private Workers workers;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    problem = new SmallProblem();
    workers = new Workers(2);
  }

  @AfterEach
  void close() {
    workers.close();
    problem.close();
  }

  private TrainingResult train(
      TrainingConfig config,
      Tensor x,
      @Nullable Checkpoint from,
      Consumer<Checkpoint> saver,
      int members) {
    DatasetObjective test =
        new DatasetObjective(problem.network, problem.data.test(), 20, workers, new Cancellation());
    try (Team team = new Team(members)) {
      return new Trainer(
              problem.network,
              problem.data,
              test,
              config,
              TrainingListener.SILENT,
              new Cancellation())
          .train(x, from, saver, team);
    }
  }

  private static List<List<Double>> numbers(TrainingResult result) {
    return result.epochs().stream().map(ResumedRemediesTest::numbers).toList();
  }

  private static List<Double> numbers(EpochMetrics epoch) {
    return List.of(
        (double) epoch.epoch(),
        epoch.trainLoss(),
        epoch.trainAccuracy(),
        epoch.testLoss(),
        epoch.testAccuracy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "augmentation",
        "adversarial",
        "stability:alpha=1",
        "ghost-batch-norm:size=8",
        "dynamic-sampling:start=4,every=2",
        "dynamic-sampling:start=16,test=variance",
        "piggyback:batch=8,epochs=3",
        "sam",
        "asam",
        "gradient-clipping:norm=0.1",
        "conservative",
        "post-local-sgd:workers=3,steps=2,start=0.3",
        "piggyback:batch=8,epochs=5 post-local-sgd:workers=8,start=0.3",
        "swa:start=0.3",
        "lars",
        "lamb:lr=0.01",
        "lr-scaling:base=8,warmup=4",
        "regime-adaptation:base=16",
        "augmentation stability ghost-batch-norm:size=8 sam gradient-clipping"
            + " post-local-sgd:workers=3,start=0.3 swa:start=0.3 lamb lr-scaling:base=8",
        "adversarial dynamic-sampling:start=16,test=variance asam conservative swa:start=0.3 lars"
      })
  void goesOnToTheSameBits(String texts) {
    String plain = "adam:lr=0.003";
    TrainingConfig config = SmallProblem.config(32, EPOCHS, plain, texts.split(" "));
    Path file = directory.resolve("checkpoint.safetensors");
    Tensor whole = problem.start();
    TrainingResult expected =
        train(
            config,
            whole,
            null,
            state -> {
              if (state.epochs().size() <= 4) {
                CheckpointFile.write(file, state);
              }
            },
            1);
    assertThat(whole.isfinite().all().item_bool()).isTrue();
    assertThat(Files.exists(file)).isTrue();
    for (int members = 1; members <= 3; members++) {
      Tensor x = problem.start();
      TrainingResult result = train(config, x, CheckpointFile.read(file), state -> {}, members);
      assertThat(numbers(result)).as("a team of %d", members).isEqualTo(numbers(expected));
      assertThat(Formula.read(x)).as("a team of %d", members).isEqualTo(Formula.read(whole));
    }
    Tensor other = problem.start();
    train(SmallProblem.config(32, EPOCHS, plain), other, null, state -> {}, 1);
    assertThat(Formula.read(other)).as("the plain run").isNotEqualTo(Formula.read(whole));
  }
}
