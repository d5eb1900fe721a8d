package dev.basin.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolmTest {

  /** 4 · 0.01; 3 · 0.02; 2 · 0.03 = 0.06 again; 0.04 would be less than what came before. */
  @Test
  void fourByHand() {
    assertThat(Holm.adjust(0.03, 0.01, 0.04, 0.02))
        .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, within(1e-15));
  }

  /**
   * Holm's is the closed test whose intersections are Bonferroni's: a hypothesis falls if every set
   * that holds it does, each by its smallest p times its size.
   */
  @Test
  void isTheClosedTest() {
    SplittableRandom random = new SplittableRandom(5);
    for (int repeat = 0; repeat < 50; repeat++) {
      double[] p = random.doubles(6).map(u -> u * u * u).toArray();
      double[] adjusted = Holm.adjust(p);
      for (int i = 0; i < p.length; i++) {
        assertThat(adjusted[i]).isCloseTo(closed(p, i), within(1e-15));
      }
    }
  }

  private static double closed(double[] p, int i) {
    double worst = 0;
    for (int set = 1; set < 1 << p.length; set++) {
      if (((set >> i) & 1) == 1) {
        double smallest = 1;
        for (int j = 0; j < p.length; j++) {
          smallest = ((set >> j) & 1) == 1 ? Math.min(smallest, p[j]) : smallest;
        }
        worst = Math.max(worst, Math.min(1, Integer.bitCount(set) * smallest));
      }
    }
    return worst;
  }

  @Test
  void fewOrNone() {
    assertThat(Holm.adjust()).isEmpty();
    assertThat(Holm.adjust(0.3)).containsExactly(0.3);
    assertThat(Holm.adjust(1, 1)).containsExactly(1, 1);
  }
}
