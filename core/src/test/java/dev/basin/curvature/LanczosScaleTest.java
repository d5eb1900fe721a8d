package dev.basin.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spectra whose two ends differ by orders of magnitude: each end is judged by its own size. */
class LanczosScaleTest {
  private static final double TOLERANCE = 1e-4;

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

  /** Many in (−1, 1) times a small scale, between ends of any size. */
  private static double[] ends(int n, double inner, double... ends) {
    double[] values = Formula.centred(n, n, inner);
    System.arraycopy(ends, 0, values, 0, ends.length);
    return values;
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(v -> -v).toArray();
  }

  private static double[] geometric(double largest, double ratio, int n) {
    return IntStream.range(0, n).mapToDouble(i -> largest * Math.pow(ratio, i)).toArray();
  }

  static Stream<Arguments> spectra() {
    double[] million = ends(150, 2e-4, 1e6, 3e5, 2, -1e-3, -6e-4);
    return Stream.of(
        Arguments.of("1e6 to −1e-3", million, 2, 2, 0),
        Arguments.of("1e6 to −1e-3, restarted", million, 1, 2, 9),
        Arguments.of("the smallest alone", million, 0, 1, 0),
        Arguments.of("−1e6 to 1e-3", negated(million), 2, 2, 0),
        Arguments.of("the largest alone, 1e-3 beside −1e6", negated(million), 1, 0, 8),
        Arguments.of("1e3 to −1e-5", ends(120, 2e-6, 1e3, 10, -1e-5), 1, 1, 0),
        Arguments.of("ten decades", geometric(1e5, 0.5, 34), 8, 0, 0),
        Arguments.of("all one sign", DoubleStream.of(1e6, 40, 3, 2, 1, 0.5).toArray(), 2, 1, 0),
        Arguments.of("a hundredth at the other end", ends(300, 1e-3, 5, 3, 1, -0.05), 2, 1, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spectra")
  void eachIsKnownToAShareOfItself(
      String name, double[] eigenvalues, int top, int bottom, int basis) {
    KnownMatrix matrix = KnownMatrix.of(eigenvalues);
    for (long seed = 1; seed <= 3; seed++) {
      eachIsKnownToAShareOfItself(
          name + ", seed " + seed,
          matrix,
          new LanczosConfig(top, bottom, TOLERANCE, 3_000, basis, seed));
    }
  }

  private static void eachIsKnownToAShareOfItself(
      String name, KnownMatrix matrix, LanczosConfig config) {
    int top = config.top();
    int bottom = config.bottom();
    Spectrum found = new Lanczos(config).of(matrix);
    assertThat(found.accuracies()).as(name).containsOnly(Spectrum.Accuracy.CONVERGED);
    assertThat(found.converged()).isTrue();
    double[] truth = matrix.eigenvalues();
    double norm = Math.max(Math.abs(truth[0]), Math.abs(truth[truth.length - 1]));
    for (int k = 0; k < top + bottom; k++) {
      double expected = k < top ? truth[k] : truth[truth.length - top - bottom + k];
      // the matrix itself is what it should be to about 3 n roundings of its largest element
      double ofTheMatrix = 1e-14 * norm;
      assertThat(Math.abs(found.eigenvalues().get(k) - expected))
          .as("%s, eigenvalue %d, expected %s", name, k, expected)
          .isLessThanOrEqualTo(TOLERANCE * Math.abs(expected) + ofTheMatrix);
      assertThat(trueResidual(matrix, found, k))
          .as("%s, residual %d", name, k)
          .isLessThanOrEqualTo(TOLERANCE * Math.abs(expected) + 1e-12 * norm);
    }
  }

  private static double trueResidual(KnownMatrix matrix, Spectrum found, int k) {
    double[] u = Formula.read(found.vectors().select(0, k));
    double[] au = matrix.times(u);
    double squares = 0;
    for (int i = 0; i < u.length; i++) {
      squares += Math.pow(au[i] - found.eigenvalues().get(k) * u[i], 2);
    }
    return Math.sqrt(squares);
  }

  /** The scale of the whole does not matter. */
  @Test
  void convergenceDoesNotDependOnTheUnit() {
    double[] values = ends(120, 1e-3, 50, 3, -0.02);
    LanczosConfig config = new LanczosConfig(2, 1, TOLERANCE, 2_000, 0, 5);
    Spectrum plain = new Lanczos(config).of(KnownMatrix.of(values));
    double[] scaled = Arrays.stream(values).map(v -> v * 0x1p-40).toArray();
    Spectrum small = new Lanczos(config).of(KnownMatrix.of(scaled));
    assertThat(small.products()).isEqualTo(plain.products());
    assertThat(small.accuracies()).isEqualTo(plain.accuracies());
  }

  /**
   * An eigenvalue of exactly 0 has no digits: it is said to be within the rounding, and it ends.
   */
  @ParameterizedTest(name = "basis of {0}")
  @MethodSource("bases")
  void anEigenvalueOfZeroIsAtRounding(int basis) {
    double[] values = new double[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Spectrum found =
        new Lanczos(new LanczosConfig(1, 1, TOLERANCE, 2_000, basis, 5)).of(KnownMatrix.of(values));
    assertThat(found.accuracies())
        .containsExactly(Spectrum.Accuracy.CONVERGED, Spectrum.Accuracy.AT_ROUNDING);
    assertThat(found.converged()).isTrue();
    assertThat(found.products()).isLessThan(1_000);
    assertThat(found.rounding()).isBetween(59e-16, 59e-14);
    assertThat(Math.abs(found.eigenvalues().get(1))).isLessThan(1e-12);
  }

  static Stream<Integer> bases() {
    return Stream.of(0, 8);
  }

  /** 1e-13 beside 1e6 is less than float64 tells. */
  @Test
  void anEigenvalueBelowTheRoundingIsSaidToBe() {
    Spectrum found =
        new Lanczos(new LanczosConfig(1, 1, TOLERANCE, 500, 0, 5))
            .of(KnownMatrix.of(1e6, 5e5, 1e5, 3e4, 1e4, 4e3, 1e3, 1e-13));
    assertThat(found.accuracies())
        .containsExactly(Spectrum.Accuracy.CONVERGED, Spectrum.Accuracy.AT_ROUNDING);
    assertThat(Math.abs(found.eigenvalues().get(1))).isLessThan(10 * found.rounding());
  }

  /** Products in float32 cannot tell an end that is 1e-8 of the other. */
  @Test
  void theRoundingIsThatOfTheProducts() {
    KnownMatrix matrix = KnownMatrix.of(ends(80, 1e-9, 1, 0.3, 0.1, -1e-8));
    SymmetricOperator single =
        new SymmetricOperator() {
          @Override
          public long dimension() {
            return matrix.dimension();
          }

          @Override
          public void multiply(Tensor v, Tensor product) {
            double[] exact = matrix.times(Formula.read(v));
            product.copy_(Tensor.create(Arrays.stream(exact).map(y -> (float) y).toArray()));
          }

          @Override
          public double relativeRounding() {
            return 0x1p-19;
          }
        };
    LanczosConfig config = new LanczosConfig(1, 1, TOLERANCE, 400, 0, 5);
    Spectrum coarse = new Lanczos(config).of(single);
    assertThat(coarse.accuracies())
        .containsExactly(Spectrum.Accuracy.CONVERGED, Spectrum.Accuracy.AT_ROUNDING);
    assertThat(coarse.products()).isLessThan(200);
    Spectrum fine = new Lanczos(config).of(matrix);
    assertThat(fine.accuracies()).containsOnly(Spectrum.Accuracy.CONVERGED);
    assertThat(fine.eigenvalues().get(1) / -1e-8).isBetween(1 - 1e-4, 1 + 1e-4);
  }

  /** What was not reached in the products that were allowed is said for each. */
  @Test
  void whatIsNotConvergedIsNamed() {
    double[] values = ends(150, 2e-4, 1e6, -1e-3);
    Spectrum found =
        new Lanczos(new LanczosConfig(1, 1, TOLERANCE, 6, 0, 5)).of(KnownMatrix.of(values));
    assertThat(found.accuracies())
        .containsExactly(Spectrum.Accuracy.CONVERGED, Spectrum.Accuracy.OPEN);
    assertThat(found.converged()).isFalse();
    assertThat(found.products()).isEqualTo(6);
  }
}
