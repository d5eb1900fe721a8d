package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.train.TestRuns;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps on {@code ½ Σ a_i w_i²}, a = (1, 2, 3, 1, …), from weights of which all but the first three
 * are 0, so that they can be computed by hand.
 */
class StepsTest {
  private SmallProblem problem;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    problem = new SmallProblem();
  }

  @AfterEach
  void close() {
    problem.close();
  }

  private Tensor weights(double... first) {
    Tensor x = torch.zeros(problem.network.layout().dimension());
    for (int i = 0; i < first.length; i++) {
      x.get(i).fill_(new Scalar(first[i]));
    }
    return x;
  }

  private static double[] firstThree(Tensor vector) {
    return Formula.read(vector.narrow(0, 0, 3));
  }

  /** One step of SGD with rate 0.1. */
  private double[] step(Tensor x, int batch, String... remedies) {
    TrainingConfig config = SmallProblem.config(batch, 4, "sgd:lr=0.1,momentum=0", remedies);
    try (TrainingRun run = problem.onQuadratic(config, x)) {
      TestRuns.step(run, problem.inputs(0, batch), problem.labels(0, batch));
    }
    return firstThree(x);
  }

  @Test
  void aPlainStep() {
    // g = (1·3, 2·2, 0); w − 0.1 g
    assertThat(step(weights(3, 2, 0), 32))
        .containsExactly(new double[] {2.7, 1.6, 0}, within(1e-6));
  }

  /**
   * g = (3, 4, 0), of length 5; ε̂ = ρ (0.6, 0.8, 0); the gradient there is g + ρ (0.6, 1.6, 0).
   */
  @Test
  void samTakesTheGradientAtTheWorstPointOfTheBall() {
    assertThat(step(weights(3, 2, 0), 32, "sam:rho=0.5"))
        .containsExactly(new double[] {3 - 0.33, 2 - 0.48, 0}, within(1e-6));
  }

  /** A large batch's logits and inner results, kept for every gradient, would be gigabytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sam",
        "asam",
        "conservative:iterations=3",
        "sam conservative:iterations=3",
        "dynamic-sampling:test=variance,start=16"
      })
  void ofAStepsGradientsOnlyTheFirstOnesLogitsAreKept(String remedies) {
    step(weights(3, 2, 0), 32, remedies.split(" "));
    List<Boolean> freed = problem.answers.stream().map(logits -> logits.isNull()).toList();
    assertThat(freed).hasSizeGreaterThan(1).startsWith(false);
    assertThat(freed.subList(1, freed.size())).containsOnly(true);
  }

  @Test
  void samLeavesMinimaAlone() {
    assertThat(step(weights(0, 0, 0), 32, "sam:rho=0.5")).containsExactly(0, 0, 0);
  }

  /**
   * T = (3.5, 2.5, …) with η = 0.5, T g = (10.5, 10, 0) of length 14.5; ε̂ = ρ T (T g)/14.5 = ρ
   * (36.75, 25, 0)/14.5, and the gradient there is g + (1, 2, 3) ε̂.
   */
  @Test
  void asamMeasuresTheBallInTheWeightsSizes() {
    assertThat(step(weights(3, 2, 0), 32, "asam:rho=1,eta=0.5"))
        .containsExactly(
            new double[] {3 - 0.1 * (3 + 36.75 / 14.5), 2 - 0.1 * (4 + 2 * 25 / 14.5), 0},
            within(1e-6));
  }

  /** With η = 0 a rescaling of one weight against the curvature along it changes nothing. */
  @Test
  void asamWithoutEtaDoesNotMindTheScale() {
    // ‖T g‖ = ‖a w²‖: at w = (2, 1, 0) it is ‖(4, 2, 0)‖; ε̂ = w² a w / ‖a w²‖ = (8, 2, 0)/√20
    assertThat(step(weights(2, 1, 0), 32, "asam:rho=1,eta=0"))
        .containsExactly(
            new double[] {
              2 - 0.1 * (2 + 8 / Math.sqrt(20)), 1 - 0.1 * (2 + 2 * 2 / Math.sqrt(20)), 0
            },
            within(1e-6));
  }

  @Test
  void clippingShortensLongGradients() {
    // (3, 4, 0) of length 5 becomes (0.6, 0.8, 0)
    assertThat(step(weights(3, 2, 0), 32, "gradient-clipping:norm=1"))
        .containsExactly(new double[] {3 - 0.06, 2 - 0.08, 0}, within(1e-6));
    assertThat(step(weights(3, 2, 0), 32, "gradient-clipping:norm=6"))
        .containsExactly(new double[] {2.7, 1.6, 0}, within(1e-6));
  }

  /** Around SAM: what is clipped is the gradient at the worst point, (3.3, 4.8, 0). */
  @Test
  void clippingGoesAroundSam() {
    double length = Math.hypot(3.3, 4.8);
    assertThat(step(weights(3, 2, 0), 32, "gradient-clipping:norm=1", "sam:rho=0.5"))
        .containsExactly(new double[] {3 - 0.33 / length, 2 - 0.48 / length, 0}, within(1e-6));
  }

  /** w₁ = 0.9 w₀ along the first axis; then the pull λ (w₁ − w₀) is added to the gradient. */
  @Test
  void conservativeTrainingStepsNearItsAnchor() {
    double lambda = 0.5;
    double w0 = 3;
    double w1 = w0 - 0.1 * w0;
    double w2 = w1 - 0.1 * (w1 + lambda * (w1 - w0));
    double w3 = w2 - 0.1 * (w2 + lambda * (w2 - w0));
    assertThat(step(weights(3, 0, 0), 32, "conservative:lambda=0.5"))
        .containsExactly(new double[] {w3, 0, 0}, within(1e-6));
    assertThat(step(weights(3, 0, 0), 32, "conservative:iterations=1"))
        .containsExactly(new double[] {w1, 0, 0}, within(1e-6));
  }

  /** On one function all workers walk alike, and their mean is where each is. */
  @Test
  void localWorkersOnOneFunctionWalkTogether() {
    Tensor x = weights(3, 2, 0);
    String remedy = "post-local-sgd:workers=4,steps=2,start=0";
    TrainingConfig config = SmallProblem.config(32, 4, "sgd:lr=0.1,momentum=0", remedy);
    try (TrainingRun run = problem.onQuadratic(config, x)) {
      TestRuns.step(run, problem.inputs(0, 32), problem.labels(0, 32));
      TestRuns.step(run, problem.inputs(32, 32), problem.labels(32, 32));
    }
    assertThat(firstThree(x)).containsExactly(new double[] {3 * 0.81, 2 * 0.64, 0}, within(1e-6));
  }

  /**
   * Each worker has its own function, {@code ½ (w − c)²} along the first axis with c the mean label
   * of its share of the batch: {@code w ← 0.9 w + 0.1 c}. After two steps they meet at the mean of
   * {@code 0.81 w + 0.09 c₁ + 0.1 c₂}; before that each is elsewhere.
   */
  @Test
  void localWorkersMeetAtTheMeanOfTheirWeights() {
    Tensor x = weights(3);
    long[] firstLabels = {0, 0, 4, 4}; // the workers' c are 0 and 4
    long[] secondLabels = {2, 2, 0, 4}; // and then 2 and 2
    String remedy = "post-local-sgd:workers=2,steps=2,start=0";
    TrainingConfig config = SmallProblem.config(4, 4, "sgd:lr=0.1,momentum=0", remedy);
    try (TrainingRun run = problem.onLabels(config, x)) {
      TestRuns.step(run, problem.inputs(0, 4), Tensor.create(firstLabels));
      assertThat(firstThree(x)[0]).as("the second worker's").isCloseTo(2.7 + 0.4, within(1e-6));
      TestRuns.step(run, problem.inputs(4, 4), Tensor.create(secondLabels));
    }
    double expected = 0.81 * 3 + 0.09 * (0 + 4) / 2 + 0.1 * 2;
    assertThat(firstThree(x)).containsExactly(new double[] {expected, 0, 0}, within(1e-6));
  }

  /** They average at the end of an epoch, too, before the next one or the evaluation. */
  @Test
  void anEpochEndsAtTheMean() {
    Tensor x = weights(3);
    String remedy = "post-local-sgd:workers=2,steps=100,start=0";
    TrainingConfig config = SmallProblem.config(4, 4, "sgd:lr=0.1,momentum=0", remedy);
    try (TrainingRun run = problem.onLabels(config, x)) {
      TestRuns.step(run, problem.inputs(0, 4), Tensor.create(new long[] {0, 0, 4, 4}));
      TestRuns.endEpoch(run, 1);
    }
    assertThat(firstThree(x)[0]).isCloseTo(2.7 + 0.2, within(1e-6));
  }

  /** Before its start there is one model, and one step of the whole batch. */
  @Test
  void theLocalPhaseBeginsWhenItShould() {
    Tensor x = weights(3);
    String remedy = "post-local-sgd:workers=2,steps=100,start=0.5";
    TrainingConfig config = SmallProblem.config(4, 4, "sgd:lr=0.1,momentum=0", remedy);
    Tensor labels = Tensor.create(new long[] {0, 0, 4, 4});
    try (TrainingRun run = problem.onLabels(config, x)) {
      TestRuns.step(run, problem.inputs(0, 4), labels);
      assertThat(firstThree(x)[0]).isCloseTo(0.9 * 3 + 0.1 * 2, within(1e-6));
      TestRuns.endEpoch(run, 1);
      TestRuns.endEpoch(run, 2);
      TestRuns.step(run, problem.inputs(0, 4), labels);
      assertThat(firstThree(x)[0]).as("alone").isCloseTo(0.9 * 2.9 + 0.4, within(1e-6));
    }
  }

  /** The weights after epochs 3 and 4 of 4 are averaged, (1 + 5)/2; those of 1 and 2 are not. */
  @Test
  void swaAveragesTheLastEpochs() {
    Tensor x = weights(0);
    TrainingConfig config = SmallProblem.config(32, 4, "sgd", "swa:start=0.5");
    try (TrainingRun run = problem.onQuadratic(config, x)) {
      double[] firstWeight = {100, 200, 1, 5};
      for (int epoch = 1; epoch <= 4; epoch++) {
        x.copy_(weights(firstWeight[epoch - 1]));
        TestRuns.endEpoch(run, epoch);
      }
      TestRuns.end(run);
    }
    assertThat(firstThree(x)).containsExactly(3, 0, 0);
  }

  @Test
  void swaTakesEveryOther() {
    Tensor x = weights(0);
    TrainingConfig config = SmallProblem.config(32, 5, "sgd", "swa:start=0,every=2");
    try (TrainingRun run = problem.onQuadratic(config, x)) {
      double[] firstWeight = {1, 100, 2, 100, 6};
      for (int epoch = 1; epoch <= 5; epoch++) {
        x.copy_(weights(firstWeight[epoch - 1]));
        TestRuns.endEpoch(run, epoch);
      }
      TestRuns.end(run);
    }
    assertThat(firstThree(x)).containsExactly(3, 0, 0);
  }

  @Test
  void swaOfARunThatStoppedEarlyIsItsLastWeights() {
    Tensor x = weights(7);
    TrainingConfig config = SmallProblem.config(32, 100, "sgd", "swa");
    try (TrainingRun run = problem.onQuadratic(config, x)) {
      TestRuns.endEpoch(run, 1);
      TestRuns.end(run);
    }
    assertThat(firstThree(x)).containsExactly(7, 0, 0);
  }
}
