package dev.basin.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.F1Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients and sign ascent at two trained F1 networks, all of MNIST, against PyTorch.
 *
 * <p>The reference takes the softmax in float32, where the slope {@code p − 1} of a point that is
 * certain vanishes below 6e-8; Basin takes it in float64. At the large-batch solution, whose loss
 * is 2e-5, nearly all points are certain, so small components of the gradient differ and some
 * change their sign: up to 1.3e-3 of f was seen after a sign step there, 2.6e-5 at the small-batch
 * solution.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSharpnessTest {
  private F1Golden golden;

  @BeforeAll
  void load() throws IOException {
    golden = new F1Golden();
  }

  @AfterAll
  void close() {
    if (golden != null) {
      golden.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"small, 2e-4, 1e-4", "large, 5e-3, 1e-3"})
  void signAscentFollowsPyTorch(String solution, double relative, double relativeOfNorm) {
    JsonNode expected = golden.reference.get(solution);
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor x = golden.weights(solution).to(torch.ScalarType.Double);
      Tensor gradient =
          torch.zeros(new long[] {x.numel()}, new TensorOptions(torch.ScalarType.Double));
      List<Double> values = new ArrayList<>();
      Recording f = new Recording(golden.train, values);
      double value = f.valueAndGradient(x, gradient);
      assertThat(value)
          .as("f")
          .isCloseTo(expected.get("f").asDouble(), relatively(1e-4, expected.get("f")));
      assertThat(gradient.norm(new Scalar(2.0)).item_double())
          .as("gradient norm")
          .isCloseTo(
              expected.get("gradient_norm").asDouble(),
              relatively(relativeOfNorm, expected.get("gradient_norm")));
      for (String epsilon : List.of("0.001", "0.0005")) {
        values.clear();
        try (Box box =
            new Box(
                f,
                x,
                value,
                gradient,
                new FullSpace(x.numel()),
                Region.BOX,
                Double.parseDouble(epsilon))) {
          new SignAscent(3).maximize(box);
        }
        JsonNode steps = expected.get("sign_ascent").get(epsilon).get("steps");
        assertThat(values).hasSameSizeAs(steps);
        for (int k = 0; k < values.size(); k++) {
          JsonNode step = steps.get(k).get(0);
          assertThat(values.get(k))
              .as("epsilon %s, step %d", epsilon, k + 1)
              .isCloseTo(step.asDouble(), relatively(relative, step));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "small", "large"})
  void distancesFromTheStart(String name) {
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor start = golden.weights("start").to(torch.ScalarType.Double);
      Tensor x = golden.weights(name).to(torch.ScalarType.Double);
      double expected = golden.reference.get("distance").path(name).asDouble(0);
      assertThat(x.sub(start).norm(new Scalar(2.0)).item_double())
          .isCloseTo(expected, within(1e-9 * expected));
    }
  }

  private static Offset<Double> relatively(double share, JsonNode of) {
    return within(share * of.asDouble());
  }
}
