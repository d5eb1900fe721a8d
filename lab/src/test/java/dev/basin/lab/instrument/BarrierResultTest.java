package dev.basin.lab.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.landscape.LandscapePoint;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Barriers of functions whose barrier is known. */
final class BarrierResultTest {
  private static BarrierResult of(DoubleUnaryOperator loss, DoubleUnaryOperator accuracy) {
    List<LandscapePoint> points =
        IntStream.rangeClosed(0, 8)
            .mapToDouble(k -> k / 8.0)
            .mapToObj(
                a ->
                    new LandscapePoint(
                        a,
                        loss.applyAsDouble(a),
                        accuracy.applyAsDouble(a),
                        2 * loss.applyAsDouble(a),
                        accuracy.applyAsDouble(a) / 2))
            .toList();
    return BarrierResult.of(points);
  }

  /** 1 + 2 a + 3 a (1 - a) rises 3/4 above its chord, in the middle; its double twice as far. */
  @Test
  void isTheRiseAboveTheChord() {
    BarrierResult found = of(a -> 1 + 2 * a + 3 * a * (1 - a), a -> 90 - 10 * a - 80 * a * (1 - a));
    assertThat(found.trainLoss()).isEqualTo(0.75, within(1e-12));
    assertThat(found.testLoss()).isEqualTo(1.5, within(1e-12));
    assertThat(found.trainError()).isEqualTo(20, within(1e-12));
    assertThat(found.testError()).isEqualTo(10, within(1e-12));
    assertThat(found.points()).hasSize(9);
  }

  /** Below its chord everywhere, as a convex function is: the largest is at the ends. */
  @Test
  void isNotNegative() {
    BarrierResult found = of(a -> (a - 0.25) * (a - 0.25), a -> 50);
    assertThat(found.trainLoss()).isZero();
    assertThat(found.trainError()).isZero();
  }

  @Test
  void isInfiniteWhereTheLossIs() {
    assertThat(of(a -> a == 0.5 ? Double.NaN : 1, a -> 50).trainLoss())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(of(a -> a == 0.5 ? Double.POSITIVE_INFINITY : 1, a -> 50).testLoss())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** There is no chord. */
  @Test
  void isNoNumberWhereAnEndIsNotFinite() {
    assertThat(of(a -> a == 1 ? Double.POSITIVE_INFINITY : 1, a -> 50).trainLoss()).isNaN();
    assertThat(of(a -> a == 0 ? Double.NaN : 1, a -> 50).trainLoss()).isNaN();
  }
}
