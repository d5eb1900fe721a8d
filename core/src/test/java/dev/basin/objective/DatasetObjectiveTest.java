package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.network.Kinks;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import java.util.concurrent.CancellationException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetObjectiveTest {
  private static final int FEATURES = 12;
  private static final int CLASSES = 4;

  private final Network network =
      Sequential.named("small", PointShape.vector(FEATURES)).normalised(2, 9).softmax(CLASSES);
  private PointerScope scope;
  private Workers workers;
  private Tensor x;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(2);
    int n = (int) network.layout().dimension();
    x = Tensor.create(Formula.centred(3_000, n, 1)).to(torch.ScalarType.Float);
  }

  @AfterEach
  void close() {
    workers.close();
    scope.close();
  }

  /** Points {@code from … from + count − 1} of one endless data set. */
  private static Dataset points(int from, int count) {
    return Formula.dataset(
        count, FEATURES, CLASSES, 50_000 + (long) from * FEATURES, 9_000_000 + from);
  }

  private DatasetObjective objective(Dataset data, int chunkSize) {
    return new DatasetObjective(network, data, chunkSize, workers, new Cancellation());
  }

  private static Tensor float64(long size) {
    return torch.zeros(new long[] {size}, new TensorOptions(torch.ScalarType.Double));
  }

  @ParameterizedTest(name = "{0} points in chunks of {1}")
  @CsvSource({
    "23, 10",
    "23, 22",
    "23, 23",
    "23, 50",
    "22, 2",
    "40, 8",
    "41, 40",
    "7, 6",
    "23, 2147483647"
  })
  void isTheWeightedMeanOfItsChunks(int size, int chunkSize) {
    double loss = 0;
    double hits = 0;
    double[] sum = new double[(int) network.layout().dimension()];
    int from = 0;
    for (int count : ChunksTest.dealt(size, chunkSize)) {
      try (Dataset chunk = points(from, count)) {
        Evaluation part = objective(chunk, count).evaluate(x);
        loss += part.loss() * count / size;
        hits += part.accuracy() / 100 * count;
        Tensor gradient = float64(sum.length);
        objective(chunk, count).valueAndGradient(x, gradient);
        double[] g = Formula.read(gradient);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += g[i] * count / size;
        }
      }
      from += count;
    }
    try (Dataset data = points(0, size)) {
      Evaluation whole = objective(data, chunkSize).evaluate(x);
      assertThat(whole.loss()).isCloseTo(loss, within(1e-12));
      assertThat(whole.accuracy()).isCloseTo(100 * hits / size, within(1e-9));
      assertThat(whole.points()).isEqualTo(size);
      Tensor gradient = float64(sum.length);
      objective(data, chunkSize).valueAndGradient(x, gradient);
      assertThat(Formula.read(gradient)).containsExactly(sum, within(1e-12));
    }
  }

  /** Against autograd over the same chunks in float64 throughout. */
  @Test
  void theGradientIsThatOfFloat64() {
    double[] expected = new double[(int) x.numel()];
    double[] turned = new double[expected.length];
    try (Dataset data = points(0, 23)) {
      int from = 0;
      for (int count : new int[] {8, 8, 7}) {
        Tensor inputs = data.inputs(from, count);
        Tensor labels = data.labels(from, count);
        double[] exactly = Kinks.gradient(network, x, inputs, labels, 0);
        double[] beyond = Kinks.gradient(network, x, inputs, labels, Kinks.NEAR);
        for (int i = 0; i < expected.length; i++) {
          expected[i] += exactly[i] * count / 23;
          turned[i] += beyond[i] * count / 23;
        }
        from += count;
      }
      Tensor gradient = float64(x.numel());
      objective(data, 10).valueAndGradient(x, gradient);
      assertThat(Kinks.distance(Formula.read(gradient), expected))
          .isLessThan(Kinks.bound(expected, turned));
      objective(data, 10).withPrecision(EvaluationPrecision.FLOAT64).valueAndGradient(x, gradient);
      assertThat(Kinks.distance(Formula.read(gradient), expected))
          .isLessThan(1e-13 * Kinks.norm(expected));
    }
  }

  @Test
  void theBitsDoNotDependOnTheWorkers() {
    try (Dataset data = points(0, 101)) {
      Evaluation expected = objective(data, 10).evaluate(x);
      Tensor expectedGradient = float64(x.numel());
      double value = objective(data, 10).valueAndGradient(x, expectedGradient);
      assertThat(value).as("both ways to f").isEqualTo(expected.loss());
      for (int parallelism = 1; parallelism <= 3; parallelism++) {
        for (int repetition = 0; repetition < 5; repetition++) {
          try (Workers some = new Workers(parallelism)) {
            DatasetObjective f = new DatasetObjective(network, data, 10, some, new Cancellation());
            assertThat(f.evaluate(x)).isEqualTo(expected);
            Tensor gradient = float64(x.numel());
            assertThat(f.valueAndGradient(x, gradient)).isEqualTo(value);
            assertThat(gradient.equal(expectedGradient)).isTrue();
          }
        }
      }
    }
  }

  @Test
  void theWeightsAreLeftAlone() {
    Tensor before = x.clone();
    try (Dataset data = points(0, 23)) {
      Tensor inputs = data.inputs(0, 23);
      objective(data, 10).evaluate(x);
      objective(data, 10).valueAndGradient(x, float64(x.numel()));
      assertThat(x.equal(before)).isTrue();
      assertThat(x.requires_grad()).isFalse();
      assertThat(data.inputs(0, 23).equal(inputs)).isTrue();
    }
  }

  @Test
  void float64WeightsAreEvaluatedAsFloat32() {
    try (Dataset data = points(0, 23)) {
      Evaluation expected = objective(data, 10).evaluate(x);
      assertThat(objective(data, 10).evaluate(x.to(torch.ScalarType.Double))).isEqualTo(expected);
    }
  }

  @Test
  void theGradientIsOverwritten() {
    try (Dataset data = points(0, 23)) {
      Tensor once = float64(x.numel());
      objective(data, 10).valueAndGradient(x, once);
      Tensor again = float64(x.numel()).add_(new Scalar(1e3));
      objective(data, 10).valueAndGradient(x, again);
      assertThat(again.equal(once)).isTrue();
    }
  }

  @Test
  void aRequestToStopIsHonoured() {
    Cancellation cancellation = new Cancellation();
    try (Dataset data = points(0, 23)) {
      DatasetObjective f = new DatasetObjective(network, data, 10, workers, cancellation);
      f.evaluate(x);
      cancellation.request();
      assertThatThrownBy(() -> f.evaluate(x)).isInstanceOf(CancellationException.class);
      Tensor gradient = float64(x.numel());
      assertThatThrownBy(() -> f.valueAndGradient(x, gradient))
          .isInstanceOf(CancellationException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity"})
  void weightsThatAreNotFiniteGiveALossThatIsNot(double poison) {
    x.narrow(0, 0, 1).fill_(new Scalar(poison));
    try (Dataset data = points(0, 23)) {
      Evaluation evaluation = objective(data, 10).evaluate(x);
      assertThat(evaluation.loss()).isNaN();
      assertThat(evaluation.accuracy()).isBetween(0.0, 100.0);
      assertThat(objective(data, 10).valueAndGradient(x, float64(x.numel()))).isNaN();
    }
  }

  @Test
  void wrongSizesAreRefused() {
    try (Dataset data = points(0, 23)) {
      assertThatThrownBy(() -> objective(data, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("chunkSize is 0");
      Tensor longer = torch.zeros(x.numel() + 1);
      assertThatThrownBy(() -> objective(data, 10).evaluate(longer))
          .isInstanceOf(DimensionMismatchException.class);
    }
  }

  /** All logits equal: the loss is ln(classes), whatever the labels. */
  @Test
  void zeroWeightsGiveTheLogarithmOfTheClasses() {
    try (Dataset data = points(0, 23)) {
      assertThat(objective(data, 10).evaluate(torch.zeros(x.numel())).loss())
          .isCloseTo(Math.log(CLASSES), within(1e-15));
    }
  }
}
