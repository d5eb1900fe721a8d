package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recursion on coefficients against the matrix H that BFGS's formula builds, for H₀ = D. */
class CurvaturePairsTest {
  private static final int N = 7;
  private static final int CAPACITY = 4;

  private PointerScope scope;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /** {@code H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ} (Nocedal and Wright 2006, equation 7.16). */
  private static double[][] updated(double[][] h, double[] s, double[] y) {
    double rho = 1 / dot(s, y);
    double[][] left = new double[N][N];
    double[][] result = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        for (int k = 0; k < N; k++) {
          left[i][j] += ((i == k ? 1 : 0) - rho * s[i] * y[k]) * h[k][j];
        }
      }
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        for (int k = 0; k < N; k++) {
          result[i][j] += left[i][k] * ((k == j ? 1 : 0) - rho * y[k] * s[j]);
        }
        result[i][j] += rho * s[i] * s[j];
      }
    }
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** H g by the three passes that an optimiser makes. */
  private static double[] product(CurvaturePairs pairs, double[] diagonal, double[] g) {
    int size = pairs.size();
    pairs.steps().multiply(0, size, Tensor.create(g));
    double[] alpha = pairs.firstLoop(pairs.steps().sum(size));
    Tensor r = Tensor.create(g);
    pairs.changes().addCombination(0, Tensor.create(alpha), r, new Scalar(-1.0));
    r.mul_(Tensor.create(diagonal));
    pairs.changes().multiply(0, size, r);
    double[] rest = pairs.secondLoop(alpha, pairs.changes().sum(size));
    pairs.steps().addCombination(0, Tensor.create(rest), r, new Scalar(1.0));
    return Formula.read(r);
  }

  @ParameterizedTest(name = "{0} pairs offered to a memory of 4")
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 11})
  void isTheMatrixOfTheLastPairs(int offered) {
    double[][] s = new double[offered][];
    double[][] y = new double[offered][];
    double[] diagonal = new double[N];
    double[][] expected = new double[N][N];
    for (int i = 0; i < N; i++) {
      diagonal[i] = 0.5 + Formula.uniform(i);
      expected[i][i] = diagonal[i];
    }
    try (Team team = new Team(1)) {
      SharedBlocks blocks = new SharedBlocks(N, team);
      CurvaturePairs pairs =
          new CurvaturePairs(CAPACITY, torch.zeros(N).to(torch.ScalarType.Double), blocks);
      for (int p = 0; p < offered; p++) {
        s[p] = Formula.centred(1000L * p, N, 1);
        y[p] = s[p].clone();
        double[] noise = Formula.centred(1000L * p + 500, N, 0.4);
        for (int i = 0; i < N; i++) {
          y[p][i] += noise[i];
        }
        assertThat(dot(s[p], y[p])).isPositive();
        pairs.add(blocks.of(Tensor.create(s[p])), blocks.of(Tensor.create(y[p])));
      }
      assertThat(pairs.size()).isEqualTo(Math.min(offered, CAPACITY));
      for (int p = Math.max(0, offered - CAPACITY); p < offered; p++) {
        expected = updated(expected, s[p], y[p]);
      }
      double[][] actual = new double[N][];
      for (int j = 0; j < N; j++) {
        double[] unit = new double[N];
        unit[j] = 1;
        actual[j] = product(pairs, diagonal, unit); // column j, and H is symmetric
        assertThat(actual[j]).containsExactly(expected[j], within(1e-12));
      }
      // the secant condition
      assertThat(product(pairs, diagonal, y[offered - 1]))
          .containsExactly(s[offered - 1], within(1e-12));
      pairs.clear();
      assertThat(pairs.size()).isZero();
      pairs.add(blocks.of(Tensor.create(s[0])), blocks.of(Tensor.create(y[0])));
      double[][] start = new double[N][N];
      Arrays.setAll(start, i -> new double[N]);
      for (int i = 0; i < N; i++) {
        start[i][i] = diagonal[i];
      }
      double[][] single = updated(start, s[0], y[0]);
      double[] g = Formula.centred(77, N, 1);
      double[] direction = product(pairs, diagonal, g);
      for (int i = 0; i < N; i++) {
        assertThat(direction[i]).isCloseTo(dot(single[i], g), within(1e-12));
      }
    }
  }
}
