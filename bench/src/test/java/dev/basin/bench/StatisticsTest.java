package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianOfAnOddNumberIsTheMiddle() {
    assertThat(Statistics.of(List.of(5.0, 1.0, 2.0))).isEqualTo(new Statistics(2, 1, 5, 3));
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Statistics(3, 1, 9, 4));
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.of(List.of()));
  }
}
