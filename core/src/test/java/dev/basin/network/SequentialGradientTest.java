package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.objective.CrossEntropy;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Autograd through the layers against central differences in float64. */
class SequentialGradientTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static double value(Network network, double[] x, Tensor inputs, Tensor labels) {
    try (PointerScope scope = new PointerScope()) {
      Parameters parameters = Parameters.of(network.layout(), Tensor.create(x));
      return CrossEntropy.mean(network.logits(parameters, inputs), labels).item_double();
    }
  }

  private static double shifted(
      Network network, double[] x, int i, double by, Tensor inputs, Tensor labels) {
    double[] moved = x.clone();
    moved[i] += by;
    return value(network, moved, inputs, labels);
  }

  @ParameterizedTest(name = "{0} hidden layers, batch {1}, numbers from {2}")
  @CsvSource({"0, 4, 100", "1, 6, 2000", "2, 9, 30000", "3, 16, 400000"})
  void agreesWithDifferences(int hidden, int batch, long from) {
    Sequential network =
        Sequential.named("small", PointShape.vector(6)).normalised(hidden, 5).softmax(3);
    int n = (int) network.layout().dimension();
    try (PointerScope scope = new PointerScope()) {
      double[] x = Formula.centred(from, n, 1);
      Tensor inputs = Tensor.create(Formula.centred(from + 10_000, batch * 6, 1)).view(batch, 6);
      long[] classes = new long[batch];
      for (int i = 0; i < batch; i++) {
        classes[i] = i % 3;
      }
      Tensor labels = Tensor.create(classes);
      Tensor g = torch.zeros(new long[] {n}, new TensorOptions(torch.ScalarType.Double));
      Parameters parameters = Parameters.withGradient(network.layout(), Tensor.create(x), g);
      CrossEntropy.mean(network.logits(parameters, inputs), labels).backward();
      double[] gradient = Formula.read(g);
      double norm = 0;
      for (double component : gradient) {
        norm = Math.hypot(norm, component);
      }
      assertThat(norm).isGreaterThan(0.01);
      double h = 2e-5; // small, so that no ReLU of these networks changes sides
      for (int i = 0; i < n; i++) {
        // (8 (f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h, exact to the fourth order
        double near =
            shifted(network, x, i, h, inputs, labels) - shifted(network, x, i, -h, inputs, labels);
        double far =
            shifted(network, x, i, 2 * h, inputs, labels)
                - shifted(network, x, i, -2 * h, inputs, labels);
        assertThat(gradient[i])
            .as("component %d", i)
            .isCloseTo((8 * near - far) / (12 * h), within(1e-8 * norm));
      }
    }
  }
}
