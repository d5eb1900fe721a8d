package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "256 | 1 | 256",
        "256 | 1000 | 256",
        "256:factor=2,every=10,max=5000 | 1 | 256",
        "256:factor=2,every=10,max=5000 | 10 | 256",
        "256:factor=2,every=10,max=5000 | 11 | 512",
        "256:factor=2,every=10,max=5000 | 41 | 4096",
        "256:factor=2,every=10,max=5000 | 51 | 5000",
        "256:factor=2,every=10,max=5000 | 100000 | 5000",
        // 10 · 1.5² = 22.5, rounded up; 1.5³ = 33.75
        "10:factor=1.5,every=1,max=1000 | 3 | 23",
        "10:factor=1.5,every=1,max=1000 | 4 | 34",
        "7:factor=3,every=2,max=7 | 9 | 7",
        "5:factor=1,every=3,max=50 | 90 | 5"
      })
  void isItsFormula(String text, int epoch, int size) {
    assertThat(BatchSchedule.parse(text).size(epoch)).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "256", "256:factor=2,every=10,max=5000", "10:factor=1.5,every=1,max=99"})
  void theTextReadsBack(String text) {
    BatchSchedule schedule = BatchSchedule.parse(text);
    assertThat(schedule.toText()).isEqualTo(text);
    assertThat(BatchSchedule.parse(schedule.toText())).isEqualTo(schedule);
  }

  @Test
  void aFactorOfOneIsConstant() {
    assertThat(BatchSchedule.parse("256:factor=1,every=10,max=5000"))
        .isEqualTo(BatchSchedule.constant(256));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | batch is 0; expected at least 1",
        "-3 | batch is -3; expected at least 1",
        "'' | batch is ''; expected a number of points, or POINTS:factor=F,every=EPOCHS,max=POINTS",
        "2.5 | batch is '2.5'; expected a number of points",
        "256: | found ''; expected key=value",
        "256:factor=2,every=10 | no setting 'max'; it must be given",
        "256:every=10,max=500 | no setting 'factor'; it must be given",
        "256:factor=0.5,every=10,max=500 | batch factor is 0.5; expected at least 1",
        "256:factor=2,every=0,max=500 | batch every is 0; expected at least 1",
        "256:factor=2,every=5,max=255 | batch max is 255; expected at least the first size, 256",
        "256:factor=2,every=5,max=500,cap=3 | no setting 'cap'; 256 has factor, every, max"
      })
  void whatIsNoneIsRefused(String text, String said) {
    assertThatThrownBy(() -> BatchSchedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
