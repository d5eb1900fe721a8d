package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.RandomStream;
import dev.basin.train.GradientNoise;
import dev.basin.train.NoiseScale;
import dev.basin.train.TestRuns;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingHook;
import dev.basin.train.TrainingRun;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variance test; the schedule is in {@link RemediesTest}. */
class DynamicSamplingTest {
  private static final String VARIANCE = "dynamic-sampling:start=256,test=variance,theta=0.9";

  private static DynamicSampling sampling(double theta) {
    return new DynamicSampling(DynamicSampling.Test.VARIANCE, 16, 2, 5, theta);
  }

  /** b = 2, B = 4: tr Σ = (|G_2|² − |G_4|²) · 4 = 40 with |G_4|² = 10. */
  private static NoiseScale epoch() {
    NoiseScale epoch = new NoiseScale();
    epoch.add(2, 4, 20, 10);
    return epoch;
  }

  @Test
  void asManyPointsAsTheTestAsksFor() {
    // tr Σ / B = 10 <= θ² · 10 fails for θ = 0.5, and 40 / (0.25 · 10) = 16 points would pass
    assertThat(sampling(0.5).next(epoch(), 4, 100)).isEqualTo(16);
    assertThat(sampling(0.5).next(epoch(), 4, 10)).as("never more than the run's").isEqualTo(10);
    assertThat(sampling(0.5).next(epoch(), 16, 100)).as("it passes").isEqualTo(16);
    assertThat(sampling(0.5).next(epoch(), 50, 100)).as("it never shrinks").isEqualTo(50);
  }

  @Test
  void anEpochWithoutStepsChangesNothing() {
    assertThat(sampling(0.5).next(new NoiseScale(), 4, 100)).isEqualTo(4);
  }

  /** Points with random labels have gradients of their own, so the variance is large. */
  @Test
  void theRunMeasuresItself() {
    NativeRuntime.start();
    String remedy = "dynamic-sampling:start=48,test=variance";
    try (SmallProblem problem = new SmallProblem();
        TrainingRun run = problem.run(SmallProblem.config(90, 4, "sgd:lr=0.0001", remedy))) {
      assertThat(TestRuns.batchSize(run, 1)).isEqualTo(48);
      TestRuns.step(run, problem.inputs(0, 48), problem.labels(0, 48));
      TestRuns.step(run, problem.inputs(48, 48), problem.labels(48, 48));
      TestRuns.endEpoch(run, 1);
      assertThat(TestRuns.batchSize(run, 2)).isEqualTo(90);
    }
  }

  /**
   * Who also watches the noise, from eighths of each batch, does not disturb the test; nor does
   * what asks for gradients again.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "sam:rho=1e-6", "conservative:iterations=5"})
  void onlyTheFirstGradientOfAStepCounts(String other) {
    NativeRuntime.start();
    int alone = sizeAfterAnEpoch(List.of(VARIANCE), run -> {});
    assertThat(alone).isGreaterThan(256).isLessThan(100_000);
    List<String> both = other.isEmpty() ? List.of(VARIANCE) : List.of(VARIANCE, other);
    assertThat(sizeAfterAnEpoch(both, GradientNoise.during((epoch, scale) -> {}))).isEqualTo(alone);
  }

  /** Nor does an epoch's last step, whose smaller batch has a noisier gradient. */
  @Test
  void aSmallerLastBatchDoesNotCount() {
    NativeRuntime.start();
    int alone = sizeAfterAnEpoch(List.of(VARIANCE), run -> {});
    assertThat(sizeAfterAnEpoch(List.of(VARIANCE), run -> {}, 16)).isEqualTo(alone);
  }

  /** Labels from 0 to 4, of mean about 2, and a weight of 2: the gradients are all noise. */
  private static int sizeAfterAnEpoch(
      List<String> remedies, TrainingHook more, int... smallerBatches) {
    RandomStream random = new RandomStream(3);
    long[] labels = new long[256];
    Arrays.setAll(labels, k -> (long) (5 * random.nextDouble()));
    try (SmallProblem problem = new SmallProblem()) {
      Tensor x = problem.start();
      x.get(0).fill_(new Scalar(2.0));
      TrainingConfig config =
          SmallProblem.config(100_000, 4, "sgd:lr=1e-9", remedies.toArray(String[]::new));
      try (TrainingRun run = problem.onLabels(config.with(more), x)) {
        Tensor inputs = torch.zeros(256, SmallProblem.SHAPE.features());
        TestRuns.beginEpoch(run, 1);
        TestRuns.step(run, inputs, Tensor.create(labels));
        for (int points : smallerBatches) {
          long[] first = Arrays.copyOf(labels, points);
          TestRuns.step(run, inputs.narrow(0, 0, points), Tensor.create(first));
        }
        TestRuns.endEpoch(run, 1);
        return TestRuns.batchSize(run, 2);
      }
    }
  }
}
