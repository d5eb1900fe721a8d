package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Seeds;
import dev.basin.network.Kinks;
import dev.basin.network.Sequential;
import dev.basin.train.TrainingRun;
import java.util.List;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Remedies that change a batch's loss, against autograd of the formula in float64. */
class BatchLossesTest {
  private static final int BATCH = 40;
  private static final long SEED = 4711;

  private SmallProblem problem;
  private Tensor inputs;
  private Tensor labels;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    problem = new SmallProblem();
    inputs = problem.inputs(10, BATCH);
    labels = problem.labels(10, BATCH);
    assertThat(Kinks.near(problem.network, problem.start(), inputs)).isZero();
  }

  @AfterEach
  void close() {
    problem.close();
  }

  private double[] gradient(String... remedies) {
    TrainingRun run = problem.run(SmallProblem.config(BATCH, 4, "sgd", remedies));
    try (run) {
      run.gradient().compute(inputs, labels, SEED);
      return Formula.read(run.g());
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm = Math.hypot(norm, expected[i]);
      difference = Math.hypot(difference, actual[i] - expected[i]);
    }
    assertThat(norm).isPositive();
    assertThat(difference).isCloseTo(0, within(1e-5 * norm));
  }

  private Tensor inputSlope(Tensor x) {
    Tensor leaf = inputs.to(torch.ScalarType.Double).detach();
    leaf.requires_grad_(true);
    problem.gradient(x, weights -> problem.loss(weights, leaf, labels));
    return leaf.grad();
  }

  @Test
  void adversarialTraining() {
    Tensor x = problem.start();
    Tensor moved = inputs.to(torch.ScalarType.Double).add(inputSlope(x).sign(), new Scalar(0.05));
    double[] expected =
        problem.gradient(
            x,
            weights ->
                problem
                    .loss(weights, inputs, labels)
                    .add(problem.loss(weights, moved, labels))
                    .mul(new Scalar(0.5)));
    assertClose(gradient("adversarial:epsilon=0.05"), expected);
  }

  @Test
  void stabilityTraining() {
    double alpha = 0.7;
    double sigma = 0.1;
    GeneratorOptional generator =
        new GeneratorOptional(torch.make_generator_cpu(Seeds.derive(SEED, "noise")));
    Tensor noise = torch.empty_like(inputs).normal_(0, sigma, generator);
    double[] expected =
        problem.gradient(
            problem.start(),
            weights -> {
              Tensor answers = torch.softmax(problem.logits(weights, inputs), 1);
              Tensor noisy = torch.log_softmax(problem.logits(weights, inputs.add(noise)), 1);
              Tensor distance = answers.mul(noisy).sum().mul(new Scalar(-alpha / BATCH));
              return problem.loss(weights, inputs, labels).add(distance);
            });
    assertClose(gradient("stability:alpha=0.7,sigma=0.1"), expected);
  }

  @Test
  void theNoiseOfAStepIsItsOwn() {
    TrainingRun run = problem.run(SmallProblem.config(BATCH, 4, "sgd", "stability:alpha=1"));
    try (run) {
      run.gradient().compute(inputs, labels, 1);
      double[] one = Formula.read(run.g());
      run.gradient().compute(inputs, labels, 2);
      assertThat(Formula.read(run.g())).isNotEqualTo(one);
      run.gradient().compute(inputs, labels, 1);
      assertThat(Formula.read(run.g())).isEqualTo(one);
    }
  }

  /** 40 points in parts of about 16 are 20 and 20 (2.5 rounds to 3: 13, 13 and 14). */
  @Test
  void ghostBatchNorm() {
    long[] ends = {0, 13, 26, 40};
    double[] expected =
        problem.gradient(
            problem.start(),
            weights -> {
              Tensor sum = torch.zeros(new long[] {}).to(torch.ScalarType.Double);
              for (int k = 0; k < 3; k++) {
                long count = ends[k + 1] - ends[k];
                Tensor part =
                    problem.loss(
                        weights,
                        inputs.narrow(0, ends[k], count),
                        labels.narrow(0, ends[k], count));
                sum = sum.add(part, new Scalar((double) count / BATCH));
              }
              return sum;
            });
    assertClose(gradient("ghost-batch-norm:size=16"), expected);
  }

  /** One point has no variance: parts of 2 of 3 points would be of 1 and 2. */
  @Test
  void noGhostHasOnePoint() {
    inputs = problem.inputs(10, 3);
    labels = problem.labels(10, 3);
    assertThat(gradient("ghost-batch-norm:size=2")).isEqualTo(gradient());
  }

  /** What goes around a gradient would be lost if another took its place. */
  @Test
  void anotherLossComesBeforeWhatGoesAroundIt() {
    try (TrainingRun run = problem.run(SmallProblem.config(BATCH, 4, "sgd", "sam"))) {
      assertThatThrownBy(() -> run.replaceGradient(run.gradient()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another loss has to come before what goes around its gradient");
    }
  }

  @Test
  void ghostsOfTheWholeBatchChangeNothing() {
    assertThat(gradient("ghost-batch-norm:size=40")).isEqualTo(gradient());
  }

  @Test
  void ghostsNeedANormalisation() {
    var plain = Sequential.named("plain", PointShape.vector(16)).softmax(5);
    assertThatThrownBy(
            () ->
                Remedies.parse(List.of("ghost-batch-norm"))
                    .applyTo(SmallProblem.config(BATCH, 4, "sgd"), plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plain, which has no BatchNorm");
  }

  /** The adversarial loss of each ghost batch: one remedy inside another. */
  @Test
  void adversarialGhosts() {
    double[] whole = gradient("adversarial:epsilon=0.05");
    double[] parts = gradient("adversarial:epsilon=0.05", "ghost-batch-norm:size=20");
    assertThat(parts).isNotEqualTo(whole);
    assertThat(parts).isEqualTo(gradient("ghost-batch-norm:size=20", "adversarial:epsilon=0.05"));
  }
}
