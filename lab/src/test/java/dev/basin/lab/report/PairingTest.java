package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairingTest {
  /** Student's t with one degree of freedom: p = 1 − 2 arctan(t) / π. */
  private static double cauchy(double t) {
    return 1 - 2 * Math.atan(Math.abs(t)) / Math.PI;
  }

  private static Pairing points(double[] arm, double[] first) {
    return new Pairing(NumberForm.PERCENT, arm, first);
  }

  /** Differences 1 and 4: mean 2.5, standard error 1.5. */
  @Test
  void pOfDifferences() {
    Pairing pairing = points(new double[] {3, 5}, new double[] {2, 1});
    assertThat(pairing.p(false)).isCloseTo(cauchy(2.5 / 1.5), within(1e-12));
    assertThat(pairing.direction(false)).isEqualTo(1);
    assertThat(pairing.reversed().direction(false)).isEqualTo(-1);
  }

  /** Logarithms 1 and 4; the pair with a 0 has none. */
  @Test
  void pOfRatios() {
    Pairing pairing =
        new Pairing(
            NumberForm.SHARPNESS,
            new double[] {Math.E, 2 * Math.exp(4), 5},
            new double[] {1, 2, 0});
    assertThat(pairing.p(true)).isCloseTo(cauchy(2.5 / 1.5), within(1e-9));
    assertThat(pairing.reversed().ratioCell().text()).startsWith("12.2");
  }

  /** A larger arithmetic and a smaller geometric mean. */
  @Test
  void theDirectionOfARatioIsThatOfItsLogarithm() {
    Pairing pairing =
        new Pairing(NumberForm.SHARPNESS, new double[] {100, 0.01, 0.5}, new double[] {10, 1, 1});
    assertThat(pairing.direction(false)).isEqualTo(1);
    assertThat(pairing.direction(true)).isEqualTo(-1);
  }

  /** Of two tests the smaller p counts twice, and the larger is at least that. */
  @Test
  void holmIsOverThoseThatCanBeTested() {
    double[] first = {0, 0};
    double[] p =
        Pairing.adjusted(
            List.of(
                points(new double[] {1, 4}, first),
                points(new double[] {1, Double.NaN}, first),
                points(new double[] {10, 11}, first)),
            false);
    assertThat(p[0]).isCloseTo(cauchy(2.5 / 1.5), within(1e-12));
    assertThat(p[1]).isNaN();
    assertThat(p[2]).isCloseTo(2 * cauchy(10.5 / 0.5), within(1e-12));
  }

  /** Two equal differences of coarse accuracies are no proof. */
  @Test
  void differencesThatAreAllAlikeAreNotTested() {
    assertThat(points(new double[] {98.1, 98.2}, new double[] {98.0, 98.1}).p(false)).isNaN();
    assertThat(points(new double[] {98, 97}, new double[] {98, 97}).p(false)).isEqualTo(1);
  }
}
