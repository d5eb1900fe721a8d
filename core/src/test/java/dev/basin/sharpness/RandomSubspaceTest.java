package dev.basin.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomSubspaceTest {
  /** More than one block of 65,536 rows, the last one short. */
  private static final int N = 150_001;

  private static final int P = 12;

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

  private RandomSubspace subspace(long seed, long budget) {
    return new RandomSubspace(N, P, seed, workers, budget);
  }

  private static double[] unit(int length, int j) {
    double[] e = new double[length];
    e[j] = 1;
    return e;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest(name = "n = {0}, p = {1}")
  @CsvSource({"150001, 12", "1000, 100", "5, 1", "30, 29", "1, 1"})
  void thePseudoInverseUndoesTheMatrix(int n, int p) {
    try (RandomSubspace a = new RandomSubspace(n, p, 3, workers, 1L << 30)) {
      assertThat(a.dimension()).isEqualTo(p);
      double[] y = Formula.centred(5, p, 1);
      double[] back = Formula.read(a.applyPseudoInverse(a.apply(Tensor.create(y))));
      // AᵀA is badly conditioned where p is close to n; entries are float32
      double tolerance = p > n / 2 ? 1e-2 : 1e-5;
      assertThat(back).containsExactly(y, within(tolerance));
    }
  }

  @Test
  void theTransposeIsTheAdjoint() {
    try (RandomSubspace a = subspace(8, 1L << 30)) {
      double[] y = Formula.centred(1, P, 1);
      double[] g = Formula.centred(1_000, N, 1);
      double left = dot(Formula.read(a.apply(Tensor.create(y))), g);
      double right = dot(y, Formula.read(a.applyTranspose(Tensor.create(g))));
      // ‖Ay‖‖g‖ ≈ √N ‖y‖ · √(N/3)
      assertThat(left).isCloseTo(right, within(1e-6 * N));
    }
  }

  @Test
  void keptOrMadeAnewTheNumbersAreTheSame() {
    double[] y = Formula.centred(1, P, 1);
    double[] g = Formula.centred(1_000, N, 1);
    try (RandomSubspace kept = subspace(8, 1L << 30);
        RandomSubspace made = subspace(8, 0);
        Workers one = new Workers(1);
        RandomSubspace alone = new RandomSubspace(N, P, 8, one, 0)) {
      for (int repetition = 0; repetition < 2; repetition++) {
        for (RandomSubspace other : new RandomSubspace[] {made, alone}) {
          assertThat(Formula.read(other.apply(Tensor.create(y))))
              .isEqualTo(Formula.read(kept.apply(Tensor.create(y))));
          assertThat(Formula.read(other.applyTranspose(Tensor.create(g))))
              .isEqualTo(Formula.read(kept.applyTranspose(Tensor.create(g))));
          assertThat(Formula.read(other.applyPseudoInverse(Tensor.create(g))))
              .isEqualTo(Formula.read(kept.applyPseudoInverse(Tensor.create(g))));
        }
      }
    }
  }

  @Test
  void entriesAreStandardNormalAndIndependent() {
    double[][] columns = new double[P][];
    try (RandomSubspace a = subspace(21, 1L << 30)) {
      for (int j = 0; j < P; j++) {
        columns[j] = Formula.read(a.apply(Tensor.create(unit(P, j))));
      }
    }
    for (int j = 0; j < P; j++) {
      double mean = Arrays.stream(columns[j]).average().orElseThrow();
      assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(N)));
      double square = dot(columns[j], columns[j]) / N;
      assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2.0 / N)));
      double fourth = Arrays.stream(columns[j]).map(v -> v * v * v * v).average().orElseThrow();
      // the fourth moment is 3, and its square root of variance √(105 − 9)
      assertThat(fourth).isCloseTo(3, within(5 * Math.sqrt(96.0 / N)));
      for (int k = 0; k < j; k++) {
        assertThat(dot(columns[j], columns[k]) / N).isCloseTo(0, within(5 / Math.sqrt(N)));
      }
      double[] firstBlock = Arrays.copyOfRange(columns[j], 0, 1_000);
      double[] secondBlock = Arrays.copyOfRange(columns[j], 65_536, 66_536);
      assertThat(dot(firstBlock, secondBlock) / 1_000).isCloseTo(0, within(5 / Math.sqrt(1_000)));
    }
  }

  @Test
  void theSeedMakesTheMatrix() {
    Tensor y = Tensor.create(Formula.centred(1, P, 1));
    try (RandomSubspace one = subspace(1, 0);
        RandomSubspace again = subspace(1, 0);
        RandomSubspace other = subspace(2, 0)) {
      assertThat(one.seed()).isEqualTo(1);
      assertThat(Formula.read(one.apply(y))).isEqualTo(Formula.read(again.apply(y)));
      assertThat(Formula.read(one.apply(y))).isNotEqualTo(Formula.read(other.apply(y)));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 11", "10, 0", "10, -1"})
  void refusesOtherDimensions(long n, long p) {
    assertThatThrownBy(() -> new RandomSubspace(n, p, 1, workers, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subspace dimension is " + p)
        .hasMessageContaining("n = 10");
  }

  /** For f = bᵀz the maximum is {@code ε Σ_j |(Aᵀb)_j| (|(A⁺x)_j| + 1)}. */
  @Test
  void sharpnessOfALinearFunctionInClosedForm() {
    int n = 400;
    int p = 7;
    double[] b = Formula.centred(10, n, 1);
    double[] x = Formula.centred(5_000, n, 3);
    Linear f = new Linear(b, 100);
    try (RandomSubspace a = new RandomSubspace(n, p, 5, workers, 1L << 20);
        BoxSharpness sharpness = new BoxSharpness(f, Tensor.create(x))) {
      double[] slope = Formula.read(a.applyTranspose(Tensor.create(b)));
      double[] coordinates = Formula.read(a.applyPseudoInverse(Tensor.create(x)));
      double rise = 0;
      for (int j = 0; j < p; j++) {
        rise += 1e-3 * Math.abs(slope[j]) * (Math.abs(coordinates[j]) + 1);
      }
      double value = 100 + dot(b, x);
      SharpnessResult result = sharpness.subspace(1e-3, a, Maximizer.BEST, 1);
      double expected = 100 * rise / (1 + value);
      assertThat(result.sharpness()).isCloseTo(expected, within(1e-5 * expected));
      assertThat(result.subspace()).isEqualTo(p);
      assertThat(result.subspaceSeed()).isEqualTo(5);
      // L-BFGS-B may end short of a bound by less than its tolerance; the sign step is a vertex
      SharpnessResult vertex = sharpness.subspace(1e-3, a, Maximizer.SIGN, 1);
      assertThat(vertex.sharpness()).isCloseTo(expected, within(1e-5 * expected));
      assertThat(vertex.atBound()).isEqualTo(1);
    }
  }
}
