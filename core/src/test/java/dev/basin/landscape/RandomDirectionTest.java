package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Segment;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomDirectionTest {
  private static final List<Segment> FILTERS =
      List.of(new Segment("one", 0, 5), new Segment("two", 5, 5), new Segment("zero", 13, 4));
  private static final long SEED = 11;
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

  /** Twenty weights, of which the last filter's are 0; 10 to 12 and 17 to 19 belong to none. */
  private static double[] weights() {
    double[] x = Formula.centred(3, 20, 2);
    for (int i = 13; i < 17; i++) {
      x[i] = 0;
    }
    return x;
  }

  private static double norm(double[] values, Segment part) {
    double sum = 0;
    for (long i = part.offset(); i < part.offset() + part.size(); i++) {
      sum += values[(int) i] * values[(int) i];
    }
    return Math.sqrt(sum);
  }

  @Test
  void everyFilterIsAsLongAsTheWeights() {
    double[] x = weights();
    double[] d = Formula.read(RandomDirection.FILTER.draw(Tensor.create(x), FILTERS, SEED, 0));
    for (Segment filter : FILTERS) {
      assertThat(norm(d, filter)).as(filter.name()).isCloseTo(norm(x, filter), within(1e-9));
    }
    for (int i : new int[] {10, 11, 12, 13, 14, 15, 16, 17, 18, 19}) {
      assertThat(d[i]).as("element %d", i).isZero();
    }
  }

  /** Filter-normalised and spherical directions are the same Gaussian but for the lengths. */
  @Test
  void insideAFilterTheDirectionIsKept() {
    Tensor x = Tensor.create(weights());
    double[] d = Formula.read(RandomDirection.FILTER.draw(x, FILTERS, SEED, 0));
    double[] g = Formula.read(RandomDirection.SPHERE.draw(x, List.of(), SEED, 0));
    for (int i = 1; i < 5; i++) {
      assertThat(d[i] / d[0]).isCloseTo(g[i] / g[0], within(1e-12));
    }
  }

  @Test
  void theSphereHasTheRadiusOfTheWeights() {
    double[] x = Formula.centred(7, 500, 3);
    double[] d = Formula.read(RandomDirection.SPHERE.draw(Tensor.create(x), List.of(), SEED, 4));
    Segment all = new Segment("all", 0, 500);
    assertThat(norm(d, all)).isCloseTo(norm(x, all), within(1e-12 * norm(x, all)));
  }

  @ParameterizedTest
  @EnumSource
  void dependsOnSeedAndNumberAndLeavesTheWeightsAlone(RandomDirection kind) {
    Tensor x = Tensor.create(weights());
    Tensor before = x.clone();
    Tensor d = kind.draw(x, FILTERS, SEED, 0);
    assertThat(kind.draw(x, FILTERS, SEED, 0).equal(d)).isTrue();
    assertThat(kind.draw(x, FILTERS, SEED, 1).equal(d)).isFalse();
    assertThat(kind.draw(x, FILTERS, SEED + 1, 0).equal(d)).isFalse();
    assertThat(x.equal(before)).isTrue();
    assertThat(kind.draw(x.to(torch.ScalarType.Float), FILTERS, SEED, 0).scalar_type().intern())
        .isEqualTo(torch.ScalarType.Double);
  }

  /** On the sphere no direction is preferred: the mean of d dᵀ is ‖x‖²/n I. */
  @Test
  void theSphereIsUniform() {
    int n = 3;
    int draws = 4000;
    Tensor x = Tensor.create(new double[] {1, 2, 2});
    double[][] second = new double[n][n];
    for (int k = 0; k < draws; k++) {
      try (PointerScope one = new PointerScope()) {
        double[] d = Formula.read(RandomDirection.SPHERE.draw(x, List.of(), SEED, k));
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            second[i][j] += d[i] * d[j] / draws;
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(second[i][j]).as("seed " + SEED).isCloseTo(i == j ? 3 : 0, within(0.2));
      }
    }
  }

  @Test
  void convolutionsHaveOneLengthAFilter() {
    Network network = PaperNetworks.byName("C1");
    List<Segment> filters = new ArrayList<>(network.layout().filters());
    assertThat(filters).hasSize(64 + 64 + 384 + 192 + 10);
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, 1);
    Tensor d = RandomDirection.FILTER.draw(x, filters, SEED, 0);
    double covered = 0;
    for (Segment filter : filters) {
      try (PointerScope one = new PointerScope()) {
        double expected = filter.of(x).to(torch.ScalarType.Double).norm().item_double();
        double found = filter.of(d).norm().item_double();
        assertThat(found).as(filter.name()).isCloseTo(expected, within(1e-8 * expected));
        covered += found * found;
      }
    }
    assertThat(d.norm().item_double()).isCloseTo(Math.sqrt(covered), within(1e-9));
  }

  @Test
  void refusesFiltersThatAreNotThere() {
    Tensor x = Tensor.create(weights());
    assertThatThrownBy(() -> RandomDirection.FILTER.draw(x, List.of(), SEED, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> RandomDirection.FILTER.draw(x, List.of(new Segment("late", 18, 3)), SEED, 0))
        .isInstanceOf(DimensionMismatchException.class)
        .hasMessageContaining("late");
  }
}
