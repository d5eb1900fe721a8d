package dev.basin.sharpness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.C1Golden;
import dev.basin.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sign ascent on a convolutional network beside PyTorch's, step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenC1SharpnessTest {
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
  @CsvSource({"small, 0.001", "small, 0.0005", "large, 0.001", "large, 0.0005"})
  void everyStepIsPyTorchs(String solution, String epsilon) {
    JsonNode steps = golden.reference.get(solution).get("sign_ascent").get(epsilon);
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor x = golden.weights(solution).to(torch.ScalarType.Double);
      Tensor gradient =
          torch.zeros(new long[] {x.numel()}, new TensorOptions(torch.ScalarType.Double));
      double f = golden.objective.valueAndGradient(x, gradient);
      List<Double> values = new ArrayList<>();
      try (Box box =
          new Box(
              new Recording(golden.objective, values),
              x,
              f,
              gradient,
              new FullSpace(x.numel()),
              Region.BOX,
              Double.parseDouble(epsilon))) {
        new SignAscent(steps.size()).maximize(box);
      }
      for (int k = 0; k < steps.size(); k++) {
        double expected = steps.get(k).get(1).asDouble();
        double sharpness = 100 * (values.get(k) - f) / (1 + f);
        assertThat(
                Findings.found(
                    "sharpness of C1 by sign ascent, " + solution + ", ε = " + epsilon,
                    "PyTorch 1.13.1, step by step, relative",
                    Math.abs(sharpness / expected - 1)))
            .as("step %d", k + 1)
            .isLessThan(0.02);
      }
    }
  }
}
