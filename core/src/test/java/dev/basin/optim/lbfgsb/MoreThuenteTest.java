package dev.basin.optim.lbfgsb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoreThuenteTest {
  private static double first(double a) {
    return -a / (a * a + 2);
  }

  private static double firstSlope(double a) {
    return (a * a - 2) / ((a * a + 2) * (a * a + 2));
  }

  private static double second(double a) {
    return Math.pow(a + 0.004, 5) - 2 * Math.pow(a + 0.004, 4);
  }

  private static double secondSlope(double a) {
    return 5 * Math.pow(a + 0.004, 4) - 8 * Math.pow(a + 0.004, 3);
  }

  private record Search(MoreThuente rule, MoreThuente.Outcome outcome, int evaluations) {}

  private static Search run(
      MoreThuente rule, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    for (int i = 1; i < 100; i++) {
      double step = rule.step();
      MoreThuente.Outcome outcome =
          rule.advance(value.applyAsDouble(step), slope.applyAsDouble(step));
      if (outcome != MoreThuente.Outcome.EVALUATE) {
        return new Search(rule, outcome, i);
      }
    }
    throw new AssertionError("no end");
  }

  /** Moré and Thuente 1994, table I: the function with μ = 0.001, η = 0.1. */
  @ParameterizedTest
  @CsvSource({"1e-3, 6, 1.4", "1e-1, 3, 1.4", "1e1, 1, 10", "1e3, 4, 37"})
  void firstTableOfThePaper(double first, int evaluations, double step) {
    double largest = 4 * Math.max(1, first);
    MoreThuente rule = new MoreThuente(1e-3, 0.1, 1e-10, largest, 0, firstSlope(0), first);
    Search search = run(rule, MoreThuenteTest::first, MoreThuenteTest::firstSlope);
    assertThat(search.outcome()).isEqualTo(MoreThuente.Outcome.CONVERGED);
    assertThat(search.evaluations()).isEqualTo(evaluations);
    assertThat(rule.step()).isCloseTo(step, within(0.05 * step));
  }

  /** Table II: the function with μ = η = 0.1; its minimiser is 1.596. */
  @ParameterizedTest
  @CsvSource({"1e-3, 12", "1e-1, 8", "1e1, 8", "1e3, 11"})
  void secondTableOfThePaper(double first, int evaluations) {
    double largest = 4 * Math.max(1, first);
    MoreThuente rule = new MoreThuente(0.1, 0.1, 1e-10, largest, second(0), secondSlope(0), first);
    Search search = run(rule, MoreThuenteTest::second, MoreThuenteTest::secondSlope);
    assertThat(search.outcome()).isEqualTo(MoreThuente.Outcome.CONVERGED);
    assertThat(search.evaluations()).isEqualTo(evaluations);
    assertThat(rule.step()).isCloseTo(1.596, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.5, 1, 1.9, 2.5, 40})
  void quadraticEndsWithBothConditions(double first) {
    DoubleUnaryOperator value = a -> (a - 1) * (a - 1);
    DoubleUnaryOperator slope = a -> 2 * (a - 1);
    MoreThuente rule = MoreThuente.forLbfgsB(100, 1, -2, first);
    Search search = run(rule, value, slope);
    assertThat(search.outcome()).isEqualTo(MoreThuente.Outcome.CONVERGED);
    assertThat(value.applyAsDouble(rule.step())).isLessThanOrEqualTo(1 - 2e-3 * rule.step());
    assertThat(Math.abs(slope.applyAsDouble(rule.step()))).isLessThanOrEqualTo(1.8);
  }

  @Test
  void descentWithoutEndStopsAtTheLargestStep() {
    MoreThuente rule = MoreThuente.forLbfgsB(7, 0, -1, 1);
    Search search = run(rule, a -> -a, a -> -1);
    assertThat(search.outcome()).isEqualTo(MoreThuente.Outcome.WARNING);
    assertThat(rule.step()).isEqualTo(7);
  }

  @Test
  void retreatHalvesTheStepAndNeverGoesBeyond() {
    MoreThuente rule = MoreThuente.forLbfgsB(100, 0, -1, 8);
    rule.retreat();
    assertThat(rule.step()).isEqualTo(4);
    rule.retreat();
    assertThat(rule.step()).isEqualTo(2);
    Search search = run(rule, a -> -a, a -> -1);
    assertThat(search.outcome()).isEqualTo(MoreThuente.Outcome.WARNING);
    assertThat(rule.step()).isEqualTo(2);
  }

  @Test
  void refusesAscentAndImpossibleSteps() {
    assertThatThrownBy(() -> MoreThuente.forLbfgsB(1, 0, 0, 1)).hasMessageContaining("slope: 0.0");
    assertThatThrownBy(() -> MoreThuente.forLbfgsB(1, 0, -1, 2)).hasMessageContaining("first: 2.0");
  }
}
