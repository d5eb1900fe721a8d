package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.F1Golden;
import dev.basin.TestMnist;
import dev.basin.curvature.Hessian;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/**
 * F1's large-batch solution, where two points normalised by themselves have a loss of 8 and a
 * curvature of 4e5. A few points more than a chunk holds make two halves, which are f as it is with
 * the statistics of half the points: a point more or less in them must not show.
 */
class GoldenChunksTest {
  private interface AtPoints {
    double of(DatasetObjective f, Tensor x);
  }

  /**
   * Measures over the first points of MNIST.
   *
   * @param cuts pairs of a number of points and a chunk size
   */
  private static double[] at(int[][] cuts, AtPoints measure) throws IOException {
    double[] found = new double[cuts.length];
    try (F1Golden golden = new F1Golden();
        PointerScope scope = new PointerScope();
        TrainTestData mnist = TestMnist.load();
        Workers workers = new Workers(2)) {
      assertThat(scope).isNotNull();
      Tensor x = golden.weights("large");
      for (int k = 0; k < cuts.length; k++) {
        try (Dataset first = mnist.train().first(cuts[k][0])) {
          DatasetObjective f =
              new DatasetObjective(golden.network, first, cuts[k][1], workers, new Cancellation());
          found[k] = measure.of(f, x);
        }
      }
    }
    return found;
  }

  private static double gradientNorm(DatasetObjective f, Tensor x) {
    Tensor gradient =
        torch.zeros(new long[] {f.dimension()}, new TensorOptions(torch.ScalarType.Double));
    f.valueAndGradient(x, gradient);
    return gradient.norm(new Scalar(2.0)).item_double();
  }

  private static double topEigenvalue(DatasetObjective f, Tensor x) {
    return new Lanczos(LanczosConfig.top(1).withTolerance(1e-3))
        .of(new Hessian(f, x))
        .eigenvalues()
        .get(0);
  }

  @Test
  void aFewPointsMoreThanAChunkDoNotShowInTheGradient() throws IOException {
    double[] norms =
        at(
            new int[][] {{5_000, 5_000}, {5_000, 2_500}, {5_001, 5_000}, {5_002, 5_000}},
            GoldenChunksTest::gradientNorm);
    assertThat(norms[2]).isBetween(0.9 * norms[1], 1.1 * norms[1]);
    assertThat(norms[3]).isBetween(0.9 * norms[1], 1.1 * norms[1]);
    assertThat(norms[1] / norms[0]).as("halves beside the whole").isBetween(0.2, 5.0);
  }

  @Test
  void aFewPointsMoreThanAChunkDoNotShowInTheCurvature() throws IOException {
    double[] values =
        at(new int[][] {{1_000, 500}, {1_002, 1_000}}, GoldenChunksTest::topEigenvalue);
    assertThat(values[1]).isBetween(0.8 * values[0], 1.25 * values[0]);
  }
}
