package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.Findings;
import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Sequential;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hessian-vector products in float64 against a closed form and against finite differences of
 * gradients, {@code H v ≈ (8 (g(x+hv) − g(x−hv)) − g(x+2hv) + g(x−2hv)) / 12h}, whose own error is
 * O(h⁴) and rounding by h. The numbers are hashes of their places, so no kink of a ReLU or a pool
 * lies within h by accident of a seed.
 */
class HessianProductTest {
  private static final double MOST_ERROR = 1e-8;

  private PointerScope scope;
  private Workers workers;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(2);
  }

  @AfterEach
  void close() {
    workers.close();
    scope.close();
  }

  private static Sequential dense() {
    return Sequential.named("dense", PointShape.vector(7)).normalised(2, 6).softmax(4);
  }

  private static Sequential convolutional() {
    return Sequential.named("convolutional", PointShape.image(2, 6, 6))
        .stack("1×[3, 3, 3, 1]")
        .maxPool(2)
        .stack("1×[4, 3, 3, 1]")
        .normalised(1, 5)
        .softmax(3);
  }

  private static Sequential strided() {
    return Sequential.named("strided", PointShape.image(2, 8, 8))
        .stack("1×[3, 5, 5, 2]")
        .maxPool(3)
        .softmax(3);
  }

  static Stream<Network> smallNetworks() {
    return Stream.of(dense(), convolutional(), strided());
  }

  private static Dataset points(Network network, int count) {
    return Formula.dataset(count, network.input(), (int) network.classes(), 1_000_000, 9_000_000);
  }

  private DatasetObjective objective(Network network, Dataset data, int chunkSize) {
    return new DatasetObjective(network, data, chunkSize, workers, new Cancellation())
        .withPrecision(EvaluationPrecision.FLOAT64);
  }

  /** A start as in training, with BatchNorm's γ and β moved from 1 and 0. */
  private static Tensor weights(Network network) {
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, 5);
    return x.to(torch.ScalarType.Double).add_(direction(network, 77), new Scalar(0.2));
  }

  private static Tensor direction(Network network, long from) {
    int n = Math.toIntExact(network.layout().dimension());
    return Tensor.create(Formula.centred(from, n, 1));
  }

  private static Tensor zeros(long n) {
    return torch.zeros(new long[] {n}, new TensorOptions(torch.ScalarType.Double));
  }

  private static Tensor product(DatasetObjective f, Tensor x, Tensor v) {
    Tensor product = zeros(x.numel());
    f.hessianVectorProduct(x, v, product);
    return product;
  }

  private static Tensor gradient(DatasetObjective f, Tensor x, Tensor v, double step) {
    Tensor g = zeros(x.numel());
    f.valueAndGradient(x.add(v, new Scalar(step)), g);
    return g;
  }

  private static Tensor differences(DatasetObjective f, Tensor x, Tensor v, double h) {
    Tensor near = gradient(f, x, v, h).sub(gradient(f, x, v, -h));
    Tensor far = gradient(f, x, v, 2 * h).sub(gradient(f, x, v, -2 * h));
    return near.mul(new Scalar(8.0)).sub(far).div(new Scalar(12 * h));
  }

  private static double error(Tensor found, Tensor expected) {
    return found.sub(expected).norm(new Scalar(2.0)).item_double()
        / expected.norm(new Scalar(2.0)).item_double();
  }

  @ParameterizedTest
  @MethodSource("smallNetworks")
  void theDenseHessianIsThatOfFiniteDifferences(Network network) {
    Tensor x = weights(network);
    int n = Math.toIntExact(x.numel());
    try (Dataset data = points(network, 11)) {
      DatasetObjective f = objective(network, data, 6);
      Tensor unit = torch.eye(n, new TensorOptions(torch.ScalarType.Double));
      Tensor found = torch.zeros_like(unit);
      Tensor expected = torch.zeros_like(unit);
      for (int i = 0; i < n; i++) {
        try (PointerScope column = new PointerScope()) {
          Tensor e = unit.select(0, i);
          found.select(0, i).copy_(product(f, x, e));
          expected.select(0, i).copy_(differences(f, x, e, 1e-4));
        }
      }
      String net = "Hessian of a small " + network.name() + " network, all of it";
      assertThat(
              Findings.found(net, "float64 finite differences, relative", error(found, expected)))
          .isLessThan(MOST_ERROR);
      assertThat(Findings.found(net, "its transpose, relative", error(found.t(), found)))
          .isLessThan(1e-13);
    }
  }

  /** {@code H = (1/M) Σ_i (diag(p_i) − p_i p_iᵀ) ⊗ a_i a_iᵀ} with a = (input, 1). */
  @Test
  void softmaxRegressionHasAClosedForm() {
    int features = 5;
    int classes = 4;
    Network network = Sequential.named("linear", PointShape.vector(features)).softmax(classes);
    Tensor x = weights(network);
    double[] v = Formula.centred(4_000, (int) x.numel(), 1);
    double[] w = Formula.read(x);
    try (Dataset data = points(network, 9)) {
      double[] expected = new double[v.length];
      for (int i = 0; i < data.size(); i++) {
        double[] a = Formula.read(data.inputs(i, 1));
        double[] p = new double[classes];
        double[] u = new double[classes]; // directional derivative of the logits
        double total = 0;
        for (int c = 0; c < classes; c++) {
          double logit = w[classes * features + c];
          u[c] = v[classes * features + c];
          for (int j = 0; j < features; j++) {
            logit += w[c * features + j] * a[j];
            u[c] += v[c * features + j] * a[j];
          }
          p[c] = Math.exp(logit);
          total += p[c];
        }
        double mean = 0;
        for (int c = 0; c < classes; c++) {
          p[c] /= total;
          mean += p[c] * u[c];
        }
        for (int c = 0; c < classes; c++) {
          double r = p[c] * (u[c] - mean) / data.size();
          expected[classes * features + c] += r;
          for (int j = 0; j < features; j++) {
            expected[c * features + j] += r * a[j];
          }
        }
      }
      Tensor found = product(objective(network, data, 4), x, Tensor.create(v));
      assertThat(
              Findings.found(
                  "Hessian product of softmax regression",
                  "closed form, relative",
                  error(found, Tensor.create(expected))))
          .isLessThan(1e-13);
    }
  }

  /**
   * Along the gradient, where curvature is large beside the rounding of gradients, and with a step
   * that is short beside the way to the next kink.
   */
  @ParameterizedTest
  @CsvSource({"F1, 1e-6", "F2, 1e-6", "C1, 1e-6", "C2, 1e-6", "C3, 1e-6", "C4, 4e-7"})
  void everyPaperNetworkHasProducts(String name, double step) {
    Network network = PaperNetworks.byName(name);
    Tensor x = weights(network);
    Tensor v = zeros(x.numel());
    try (Dataset data = points(network, 4)) {
      DatasetObjective f = objective(network, data, 4);
      f.valueAndGradient(x, v);
      v.div_(v.norm(new Scalar(2.0)));
      assertThat(
              Findings.found(
                  "Hessian product of " + name,
                  "float64 finite differences, relative",
                  error(product(f, x, v), differences(f, x, v, step))))
          .isLessThan(MOST_ERROR);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 7", "10, 3", "23, 5"})
  void withRunningStatisticsChunksDoNotMatter(int size, int chunkSize) {
    for (Network own : smallNetworks().toList()) {
      Tensor x = weights(own);
      Tensor v = direction(own, 31);
      try (Dataset data = points(own, size)) {
        Network network = RunningStatistics.inForce(own, x, data, 6, workers, new Cancellation());
        DatasetObjective whole = objective(network, data, size);
        DatasetObjective parts = objective(network, data, chunkSize);
        Tensor g = zeros(x.numel());
        Tensor h = zeros(x.numel());
        double f = whole.valueAndGradient(x, g);
        assertThat(Math.abs(parts.valueAndGradient(x, h) - f)).isLessThan(1e-12 * f);
        assertThat(error(h, g)).isLessThan(1e-12);
        assertThat(
                Findings.found(
                    "Hessian product in unequal chunks, running statistics",
                    "one chunk, relative",
                    error(product(parts, x, v), product(whole, x, v))))
            .isLessThan(1e-12);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 7", "11, 10", "23, 5", "9, 4"})
  void withBatchStatisticsItIsTheWeightedMeanOfTheChunks(int size, int chunkSize) {
    for (Network network : smallNetworks().toList()) {
      Tensor x = weights(network);
      Tensor v = direction(network, 31);
      try (Dataset data = points(network, size)) {
        Tensor found = product(objective(network, data, chunkSize), x, v);
        Tensor expected = zeros(x.numel());
        Tensor ofChunk = zeros(x.numel());
        int from = 0;
        for (int count : ChunksTest.dealt(size, chunkSize)) {
          new HessianProduct(network, x, v)
              .of(
                  data.inputs(from, count).to(torch.ScalarType.Double),
                  data.labels(from, count),
                  ofChunk);
          expected.add_(ofChunk, new Scalar((double) count / size));
          from += count;
        }
        assertThat(
                Findings.found(
                    "Hessian product in unequal chunks, batch statistics",
                    "weighted mean of the chunks' own, relative",
                    error(found, expected)))
            .isLessThan(1e-12);
        assertThat(error(found, product(objective(network, data, size), x, v)))
            .as("the chunk size is part of f's definition")
            .isGreaterThan(1e-3);
      }
    }
  }

  @Test
  void theBitsDoNotDependOnTheWorkersAndTheWeightsAreLeftAlone() {
    Network network = convolutional();
    Tensor x = weights(network);
    Tensor v = direction(network, 31);
    Tensor before = x.clone();
    try (Dataset data = points(network, 23)) {
      Tensor expected = product(objective(network, data, 5), x, v);
      for (int parallelism = 1; parallelism <= 3; parallelism++) {
        try (Workers some = new Workers(parallelism)) {
          DatasetObjective f =
              new DatasetObjective(network, data, 5, some, new Cancellation())
                  .withPrecision(EvaluationPrecision.FLOAT64);
          assertThat(product(f, x, v).equal(expected)).isTrue();
        }
      }
    }
    assertThat(x.equal(before)).isTrue();
    assertThat(x.requires_grad()).isFalse();
  }

  @Test
  void float32IsTheSameToItsRounding() {
    Network network = convolutional();
    Tensor x = weights(network);
    Tensor v = direction(network, 31);
    try (Dataset data = points(network, 23)) {
      DatasetObjective f = objective(network, data, 5);
      Tensor single = product(f.withPrecision(EvaluationPrecision.FLOAT32), x, v);
      assertThat(error(single, product(f, x, v))).isLessThan(1e-5);
    }
  }
}
