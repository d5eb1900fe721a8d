package dev.basin.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.F1Golden;
import dev.basin.Findings;
import dev.basin.TestMnist;
import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.objective.DatasetObjective;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The top eigenvalue of F1's Hessian on the first 5,000 training points, as PyTorch found it by
 * power iteration.
 */
class GoldenEigenvalueTest {
  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void topEigenvalue(String solution) throws IOException {
    try (F1Golden golden = new F1Golden();
        PointerScope scope = new PointerScope();
        TrainTestData mnist = TestMnist.load();
        Dataset first = mnist.train().first(5_000);
        Workers workers = new Workers(2)) {
      assertThat(scope).isNotNull();
      Tensor x = golden.weights(solution);
      Tensor before = x.clone();
      DatasetObjective f =
          new DatasetObjective(golden.network, first, 5_000, workers, new Cancellation());
      Spectrum found = new Lanczos(LanczosConfig.top(1).withTolerance(1e-3)).of(new Hessian(f, x));
      double expected =
          golden
              .reference
              .get(solution)
              .get("top_hessian_eigenvalue_first_5000")
              .get("value")
              .asDouble();
      assertThat(found.converged()).isTrue();
      double error =
          Findings.found(
              "top eigenvalue of F1, " + solution + ", 5,000 points",
              "PyTorch 1.13.1, power iteration, relative",
              Math.abs(found.eigenvalues().get(0) / expected - 1));
      assertThat(error).isLessThan(1e-3);
      assertThat(x.equal(before)).isTrue();
    }
  }
}
