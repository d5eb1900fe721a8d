package dev.basin.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Findings;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against matrices whose eigenvalues are known. */
class LanczosTest {
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

  private static double[] geometric(int n) {
    return IntStream.range(0, n).mapToDouble(i -> 10 * Math.pow(0.9, i)).toArray();
  }

  /** Many near 0, a few outliers of either sign: what the Hessian of a trained network is like. */
  private static double[] outliers(int n) {
    double[] values = Formula.centred(n, n, 1e-3);
    double[] large = {5, 3, 2.9, 1, 0.5, 0.4, -0.3, -1};
    System.arraycopy(large, 0, values, 0, large.length);
    return values;
  }

  static Stream<Arguments> spectra() {
    return Stream.of(
        Arguments.of("geometric", geometric(60), 4, 0, 0),
        Arguments.of("outliers", outliers(200), 5, 2, 0),
        Arguments.of("outliers, restarted", outliers(200), 5, 2, 10),
        Arguments.of(
            "even spacing, restarted",
            IntStream.range(0, 120).asDoubleStream().toArray(),
            3,
            3,
            12),
        Arguments.of("negative", Arrays.stream(geometric(60)).map(v -> -v).toArray(), 0, 3, 9),
        Arguments.of("all of them", geometric(9), 9, 0, 0),
        Arguments.of("one", new double[] {-2.5}, 1, 0, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spectra")
  void findsTheExtremes(String name, double[] eigenvalues, int top, int bottom, int basis) {
    KnownMatrix matrix = KnownMatrix.of(eigenvalues);
    LanczosConfig config = new LanczosConfig(top, bottom, 1e-9, 5_000, basis, 3);
    Spectrum found = new Lanczos(config).of(matrix);
    assertThat(found.converged()).isTrue();
    double[] truth = matrix.eigenvalues();
    List<Double> expected = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      if (i < top || i >= truth.length - bottom) {
        expected.add(truth[i]);
      }
    }
    double scale = Math.max(Math.abs(truth[0]), Math.abs(truth[truth.length - 1]));
    assertThat(found.eigenvalues()).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      assertThat(
              Findings.found(
                  "Lanczos, " + name,
                  "known eigenvalues, relative to the largest",
                  Math.abs(found.eigenvalues().get(k) - expected.get(k)) / scale))
          .as("eigenvalue %d", k)
          .isLessThan(1e-8);
      double[] u = Formula.read(found.vectors().select(0, k));
      double[] au = matrix.times(u);
      double residual = 0;
      double length = 0;
      for (int i = 0; i < u.length; i++) {
        residual += Math.pow(au[i] - found.eigenvalues().get(k) * u[i], 2);
        length += u[i] * u[i];
      }
      assertThat(length).isCloseTo(1, within(1e-12));
      assertThat(Math.sqrt(residual))
          .as("residual %d", k)
          .isCloseTo(found.residuals().get(k), within(1e-12 * scale));
    }
  }

  @Test
  void vectorsAreOrthogonal() {
    Spectrum found =
        new Lanczos(LanczosConfig.top(5).withBasis(11).withTolerance(1e-8))
            .of(KnownMatrix.of(outliers(200)));
    Tensor gram = torch.mm(found.vectors(), found.vectors().t());
    assertThat(gram.sub(torch.eye(5)).abs().max().item_double()).isLessThan(1e-12);
  }

  /** A space that is spanned whole shows multiplicities. */
  @ParameterizedTest
  @CsvSource({"5", "12"})
  void multipleEigenvaluesOfSmallMatrices(int n) {
    double[] eigenvalues = new double[n];
    Arrays.fill(eigenvalues, 2);
    eigenvalues[0] = 7;
    eigenvalues[1] = 7;
    Spectrum found = new Lanczos(LanczosConfig.top(3)).of(KnownMatrix.of(eigenvalues));
    assertThat(found.eigenvalues().get(0)).isCloseTo(7, within(1e-10));
    assertThat(found.eigenvalues().get(1)).isCloseTo(7, within(1e-10));
    assertThat(found.eigenvalues().get(2)).isCloseTo(2, within(1e-10));
  }

  @Test
  void theZeroMatrix() {
    Spectrum found = new Lanczos(LanczosConfig.top(2)).of(KnownMatrix.of(new double[6]));
    assertThat(found.eigenvalues()).containsExactly(0.0, 0.0);
    assertThat(found.residuals()).containsExactly(0.0, 0.0);
  }

  @Test
  void shiftingAndScaling() {
    double[] values = outliers(80);
    Spectrum plain = spectrum(values);
    Spectrum moved = spectrum(Arrays.stream(values).map(v -> 3 * v + 1).toArray());
    for (int k = 0; k < 3; k++) {
      assertThat(moved.eigenvalues().get(k))
          .isCloseTo(3 * plain.eigenvalues().get(k) + 1, within(1e-7));
    }
  }

  private static Spectrum spectrum(double[] values) {
    return new Lanczos(LanczosConfig.top(3).withTolerance(1e-9)).of(KnownMatrix.of(values));
  }

  @Test
  void aBudgetThatEndsEarlySaysSo() {
    List<Integer> heard = new ArrayList<>();
    Spectrum found =
        new Lanczos(new LanczosConfig(4, 0, 1e-12, 6, 0, 1), heard::add)
            .of(KnownMatrix.of(outliers(200)));
    assertThat(found.converged()).isFalse();
    assertThat(found.products()).isEqualTo(6);
    assertThat(found.eigenvalues()).hasSize(4);
    assertThat(heard).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    KnownMatrix matrix = KnownMatrix.of(outliers(100));
    Spectrum one = new Lanczos(LanczosConfig.top(3)).of(matrix);
    Spectrum two = new Lanczos(LanczosConfig.top(3)).of(matrix);
    assertThat(two.eigenvalues()).isEqualTo(one.eigenvalues());
    assertThat(two.residuals()).isEqualTo(one.residuals());
    assertThat(two.vectors().equal(one.vectors())).isTrue();
    Spectrum other = new Lanczos(LanczosConfig.top(3).withSeed(2)).of(matrix);
    assertThat(other.residuals()).isNotEqualTo(one.residuals());
  }

  @Test
  void theBlockOfASegmentIsThatOfTheMatrix() {
    KnownMatrix matrix = KnownMatrix.of(outliers(30));
    DiagonalBlock block = new DiagonalBlock(matrix, new Segment("middle", 7, 11));
    double[] v = Formula.centred(5, 11, 1);
    Tensor product = Tensor.create(new double[11]);
    block.multiply(Tensor.create(v), product);
    double[] found = Formula.read(product);
    for (int i = 0; i < 11; i++) {
      double expected = 0;
      for (int j = 0; j < 11; j++) {
        expected += matrix.a()[7 + i][7 + j] * v[j];
      }
      assertThat(found[i]).isCloseTo(expected, within(1e-13));
    }
    assertThat(block.dimension()).isEqualTo(11);
  }

  @Test
  void badRequestsAreRefused() {
    assertThatThrownBy(() -> new LanczosConfig(0, 0, 1e-4, 300, 0, 1))
        .hasMessageContaining("top, bottom is 0, 0");
    assertThatThrownBy(() -> new LanczosConfig(3, 0, 0, 300, 0, 1))
        .hasMessageContaining("tolerance is 0.0");
    assertThatThrownBy(() -> new LanczosConfig(3, 0, 1e-4, 4, 0, 1))
        .hasMessageContaining("maxProducts is 4");
    assertThatThrownBy(() -> new LanczosConfig(3, 1, 1e-4, 300, 4, 1))
        .hasMessageContaining("basis is 4");
    assertThatThrownBy(() -> new Lanczos(LanczosConfig.top(3)).of(KnownMatrix.of(1, 2)))
        .hasMessageContaining("3 eigenvalues wanted of a matrix of 2 rows");
  }

  @Test
  void defaults() {
    LanczosConfig config = LanczosConfig.top(10);
    assertThat(config).isEqualTo(new LanczosConfig(10, 0, 1e-4, 300, 0, 1));
    assertThat(config.capacity(1_000_000)).isEqualTo(40);
  }

  @Test
  void aProductThatIsNotFiniteIsAnError() {
    SymmetricOperator broken =
        new SymmetricOperator() {
          @Override
          public long dimension() {
            return 4;
          }

          @Override
          public void multiply(Tensor v, Tensor product) {
            product.fill_(new Scalar(Double.NaN));
          }
        };
    assertThatThrownBy(() -> new Lanczos(LanczosConfig.top(1)).of(broken))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("not finite");
  }
}
