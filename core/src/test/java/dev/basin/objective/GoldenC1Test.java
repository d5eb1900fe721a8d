package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.C1Golden;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C1 with the weights and pictures that PyTorch had. Gradient norms agree to 1e-3: the reference's
 * arithmetic and softmax are float32, and so are our products; both norms are held against
 * autograd's in float64.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenC1Test {
  private C1Golden golden;

  @BeforeAll
  void load() throws IOException {
    golden = new C1Golden();
  }

  @AfterAll
  void close() {
    if (golden != null) {
      golden.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void lossAccuracyAndGradientNorm(String solution) {
    JsonNode expected = golden.reference.get(solution);
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor x = golden.weights(solution);
      Evaluation evaluation = golden.objective.evaluate(x);
      double f = expected.get("f").asDouble();
      assertThat(evaluation.loss()).isCloseTo(f, within(1e-5 * f));
      assertThat(evaluation.accuracy())
          .isCloseTo(expected.get("accuracy").asDouble(), within(0.051));
      Tensor gradient =
          torch.zeros(new long[] {x.numel()}, new TensorOptions(torch.ScalarType.Double));
      assertThat(golden.objective.valueAndGradient(x, gradient)).isCloseTo(f, within(1e-5 * f));
      double norm = expected.get("gradient_norm").asDouble();
      assertThat(gradient.norm(new Scalar(2.0)).item_double()).isCloseTo(norm, within(1e-4 * norm));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void distanceFromTheStart(String solution) {
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor start = golden.weights("start").to(torch.ScalarType.Double);
      Tensor x = golden.weights(solution).to(torch.ScalarType.Double);
      double expected = golden.reference.get(solution).get("distance").asDouble();
      assertThat(x.sub(start).norm(new Scalar(2.0)).item_double())
          .isCloseTo(expected, within(1e-6 * expected));
    }
  }
}
