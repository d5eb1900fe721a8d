package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyntheticConfigTest {
  @Test
  void defaultsAreAsDocumented() {
    assertThat(SyntheticSpeechConfig.defaults())
        .isEqualTo(new SyntheticSpeechConfig(50_000, 10_000, 1_973, 0.02, 0.7, 1));
    assertThat(SyntheticImagesConfig.defaults())
        .isEqualTo(new SyntheticImagesConfig(20_000, 10_000, 10, 0, 0.5, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0        | 1 | 10   | 0    | 1   | trainPoints: found 0, expected 1 to 20000000
          20000001 | 1 | 10   | 0    | 1   | trainPoints: found 20000001, expected 1 to 20000000
          1        | 0 | 10   | 0    | 1   | testPoints: found 0, expected 1 to 20000000
          1        | 1 | 5    | 0    | 1   | classes: found 5, expected 6 to 6912
          1        | 1 | 6913 | 0    | 1   | classes: found 6913, expected 6 to 6912
          1        | 1 | 10   | -0.1 | 1   | labelNoise: found -0.1, expected 0.0 to 1.0
          1        | 1 | 10   | NaN  | 1   | labelNoise: found NaN, expected 0.0 to 1.0
          1        | 1 | 10   | 0    | 11  | overlap: found 11.0, expected 0.0 to 10.0
          1        | 1 | 10   | 0    | NaN | overlap: found NaN, expected 0.0 to 10.0
          """)
  void speechRefuses(
      int train, int test, int classes, double noise, double overlap, String message) {
    assertThatThrownBy(() -> new SyntheticSpeechConfig(train, test, classes, noise, overlap, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 1 | 10   | 0   | 0.5 | trainPoints: found 0, expected 1 to 20000000
          1 | 0 | 10   | 0   | 0.5 | testPoints: found 0, expected 1 to 20000000
          1 | 1 | 1    | 0   | 0.5 | classes: found 1, expected 2 to 1000
          1 | 1 | 1001 | 0   | 0.5 | classes: found 1001, expected 2 to 1000
          1 | 1 | 10   | 1.1 | 0.5 | labelNoise: found 1.1, expected 0.0 to 1.0
          1 | 1 | 10   | 0   | 1.5 | overlap: found 1.5, expected 0.0 to 1.0
          """)
  void imagesRefuse(
      int train, int test, int classes, double noise, double overlap, String message) {
    assertThatThrownBy(() -> new SyntheticImagesConfig(train, test, classes, noise, overlap, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
