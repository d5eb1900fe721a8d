package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppingRuleTest {
  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource({
    "NOT_YET, ''",
    "NOT_YET, 1",
    "NOT_YET, 3 2 1 0.5",
    "EPOCHS, 5 4 3 2 1",
    "EPOCHS, 5 4 3 2 1 0",
    "PATIENCE, 1 1 1",
    "PATIENCE, 1 2 3",
    "NOT_YET, 1 2 0.5 2",
    "PATIENCE, 1 2 0.5 2 0.5",
    // better than the last, but not than the best
    "PATIENCE, 1 3 2",
    // better than the best, but by less than a tenth
    "PATIENCE, 1 0.95 0.91",
    "NOT_YET, 1 0.95 0.89",
    // the best stays 1, so two small improvements may add up
    "NOT_YET, 1 0.95 0.89 0.85",
    // both at once: why it would have stopped anyway
    "PATIENCE, 5 4 3 3 3",
    "DIVERGED, 1 NaN",
    "DIVERGED, Infinity",
    "DIVERGED, 1 NaN 0.5"
  })
  void decides(Stop expected, String losses) {
    List<EpochMetrics> epochs = new ArrayList<>();
    Arrays.stream(losses.split(" "))
        .filter(loss -> !loss.isEmpty())
        .forEach(
            loss ->
                epochs.add(
                    new EpochMetrics(epochs.size() + 1, Double.parseDouble(loss), 50, 1, 50, 0.1)));
    assertThat(new StoppingRule(5, 2, 0.1).after(epochs)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, epochs is 0",
    "1, 0, 0, patience is 0",
    "1, 1, 1, tolerance is 1.0",
    "1, 1, -0.1, tolerance is -0.1",
    "1, 1, NaN, tolerance is NaN"
  })
  void refusesRulesOutOfRange(int maxEpochs, int patience, double tolerance, String message) {
    assertThatThrownBy(() -> new StoppingRule(maxEpochs, patience, tolerance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
