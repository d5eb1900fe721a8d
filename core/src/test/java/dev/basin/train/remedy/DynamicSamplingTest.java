package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.NativeRuntime;
import dev.basin.train.NoiseScale;
import dev.basin.train.TestRuns;
import dev.basin.train.TrainingRun;
import org.junit.jupiter.api.Test;

/** The variance test; the schedule is in {@link RemediesTest}. */
class DynamicSamplingTest {
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
}
