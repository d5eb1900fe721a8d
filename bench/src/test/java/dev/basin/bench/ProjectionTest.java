package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

  @Test
  void aStepOfAThousandthOfTheDataIsAThousandthOfAnEpoch() {
    Projection projection = Projection.of(0.5, 50, 50_000);
    assertThat(projection.epochSeconds()).isEqualTo(500);
    assertThat(projection.runSeconds()).isEqualTo(50_000);
  }

  @Test
  void theLastSmallerStepTakesItsShare() {
    assertThat(Projection.of(1, 400, 1_000).epochSeconds()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @CsvSource({"59.96, 60.0 s", "119.9, 119.9 s", "120, 2.0 min", "7199, 120.0 min", "7200, 2.0 h"})
  void durationsAreInAUnitOfWhichThereAreTwo(double seconds, String words) {
    assertThat(Projection.inWords(seconds)).isEqualTo(words);
  }
}
