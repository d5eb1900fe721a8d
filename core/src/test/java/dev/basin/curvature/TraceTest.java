package dev.basin.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Findings;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Segment;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces and counts against matrices whose eigenvalues are known. */
class TraceTest {
  private static final int SEEDS = 100;
  private static final int LEAST_COVERED = 90;

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

  private static double[] slow(int n) {
    return IntStream.range(0, n).mapToDouble(i -> 1.0 / (1 + i)).toArray();
  }

  private static double[] mixed(int n) {
    double[] values = Formula.centred(n, n, 0.1);
    values[0] = 4;
    values[1] = -2;
    return values;
  }

  static Stream<Arguments> matrices() {
    return Stream.of(
        Arguments.of("1/i", KnownMatrix.of(slow(60))),
        Arguments.of("both signs", KnownMatrix.of(mixed(50))),
        Arguments.of("flat", KnownMatrix.of(Formula.centred(9, 40, 1))));
  }

  private static void covers(String name, double truth, LongFunction<Estimate> estimate) {
    int covered = 0;
    double sum = 0;
    double squares = 0;
    double errors = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Estimate found = estimate.apply(seed);
      covered += found.low() <= truth && truth <= found.high() ? 1 : 0;
      sum += found.value() - truth;
      squares += Math.pow(found.value() - truth, 2);
      errors += Math.pow(found.standardError(), 2);
    }
    assertThat(Findings.found(name, "known: intervals that cover, of 100 seeds", covered))
        .isGreaterThanOrEqualTo(LEAST_COVERED);
    double spread = Math.sqrt(squares / SEEDS);
    assertThat(Math.abs(sum / SEEDS)).as("bias").isLessThan(4 * spread / Math.sqrt(SEEDS) + 1e-12);
    assertThat(Math.sqrt(errors / SEEDS))
        .as("standard error beside the true spread")
        .isBetween(0.75 * spread, 1.33 * spread + 1e-12);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matrices")
  void hutchinsonsIntervalCovers(String name, KnownMatrix matrix) {
    covers(
        "trace by Hutchinson, " + name,
        matrix.trace(),
        seed -> new Hutchinson(12, seed, k -> {}).of(matrix));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matrices")
  void hutchPlusPlusIntervalCovers(String name, KnownMatrix matrix) {
    covers(
        "trace by Hutch++, " + name,
        matrix.trace(),
        seed -> new HutchPlusPlus(30, seed, k -> {}).of(matrix));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matrices")
  void theQuadraturesIntervalsCover(String name, KnownMatrix matrix) {
    covers(
        "trace by Lanczos quadrature, " + name,
        matrix.trace(),
        seed -> new LanczosQuadrature(10, 6, seed, k -> {}).of(matrix).trace());
  }

  /** At full length the nodes are the eigenvalues, and only the weights are random. */
  @Test
  void theCountsIntervalCovers() {
    KnownMatrix matrix = KnownMatrix.of(slow(25));
    covers(
        "count of eigenvalues by Lanczos quadrature",
        5, // 1, 1/2, 1/3, 1/4, 1/5
        seed -> new LanczosQuadrature(10, 25, seed, k -> {}).of(matrix).countAbove(0.18));
  }

  @Test
  void hutchPlusPlusIsExactForLowRank() {
    double[] values = new double[70];
    values[3] = 5;
    values[20] = -1;
    values[40] = 2;
    KnownMatrix matrix = KnownMatrix.of(values);
    Estimate found = new HutchPlusPlus(12, 4, k -> {}).of(matrix);
    assertThat(found.value()).isCloseTo(6, within(1e-10));
    assertThat(found.standardError()).isLessThan(1e-10);
    assertThat(new Hutchinson(12, 4, k -> {}).of(matrix).standardError()).isGreaterThan(0.1);
  }

  /** A diagonal matrix has no variance: {@code 2 Σ_{i≠j} A_ij² = 0}. */
  @Test
  void hutchinsonIsExactForDiagonals() {
    double[][] a = new double[5][5];
    for (int i = 0; i < 5; i++) {
      a[i][i] = i - 1.5;
    }
    KnownMatrix matrix = new KnownMatrix(a, new double[] {2.5, 1.5, 0.5, -0.5, -1.5});
    List<Estimate> parts =
        new Hutchinson(3, 1, k -> {})
            .of(matrix, List.of(new Segment("first", 0, 2), new Segment("rest", 2, 3)));
    assertThat(parts.get(0).value()).isCloseTo(-2, within(1e-12));
    assertThat(parts.get(1).value()).isCloseTo(4.5, within(1e-12));
    assertThat(parts.get(1).standardError()).isLessThan(1e-12);
    assertThat(parts.get(1).samples()).isEqualTo(3);
  }

  @Test
  void tracesOfSegmentsCover() {
    KnownMatrix matrix = KnownMatrix.of(mixed(50));
    Segment segment = new Segment("middle", 10, 15);
    double truth = 0;
    for (int i = 10; i < 25; i++) {
      truth += matrix.a()[i][i];
    }
    covers(
        "trace of a segment by Hutchinson",
        truth,
        seed -> new Hutchinson(12, seed, k -> {}).of(matrix, List.of(segment)).get(0));
  }

  /** {@code Σ_k w_k θ_k^p = vᵀ A^p v / n} for p up to {@code 2 steps − 1}. */
  @Test
  void theQuadratureIsExactForPolynomials() {
    KnownMatrix matrix = KnownMatrix.of(mixed(50));
    int steps = 4;
    SpectralDensity density = new LanczosQuadrature(2, steps, 9, k -> {}).of(matrix);
    for (int start = 0; start < 2; start++) {
      SpectralDensity.Quadrature found = density.quadratures().get(start);
      double[] v = Formula.read(Probes.signs(50, 9, "quadrature", start));
      double[] power = v;
      for (int p = 0; p < 2 * steps; p++) {
        double expected = 0;
        for (int i = 0; i < v.length; i++) {
          expected += v[i] * power[i] / v.length;
        }
        int exponent = p;
        assertThat(found.sum(theta -> Math.pow(theta, exponent)))
            .as("moment %d", p)
            .isCloseTo(expected, within(1e-12 * Math.pow(4, p)));
        power = matrix.times(power);
      }
    }
  }

  @Test
  void theDensityIntegratesToOneAndItsBandIsAnError() {
    KnownMatrix matrix = KnownMatrix.of(mixed(50));
    SpectralDensity density = new LanczosQuadrature(4, 10, 1, k -> {}).of(matrix);
    List<SpectralDensity.Point> curve = density.curve(2_000, density.usualWidth());
    double step = curve.get(1).eigenvalue() - curve.get(0).eigenvalue();
    double mass = curve.stream().mapToDouble(point -> point.density().value() * step).sum();
    assertThat(mass).isCloseTo(1, within(2e-3)); // three σ on either side
    assertThat(curve).allMatch(point -> point.density().standardError() >= 0);
    assertThat(curve).anyMatch(point -> point.density().standardError() > 0);
    assertThat(density.largest()).isCloseTo(4, within(1e-6));
    assertThat(density.smallest()).isCloseTo(-2, within(1e-6));
  }

  @Test
  void badRequestsAreRefused() {
    assertThatThrownBy(() -> new Hutchinson(1, 1, k -> {})).hasMessageContaining("probes is 1");
    assertThatThrownBy(() -> new HutchPlusPlus(5, 1, k -> {}))
        .hasMessageContaining("products is 5");
    assertThatThrownBy(() -> new LanczosQuadrature(1, 5, 1, k -> {}))
        .hasMessageContaining("starts is 1");
    SpectralDensity density = new LanczosQuadrature(2, 2, 1, k -> {}).of(KnownMatrix.of(1, 2, 3));
    assertThatThrownBy(() -> density.curve(10, 0)).hasMessageContaining("sigma 0");
  }
}
