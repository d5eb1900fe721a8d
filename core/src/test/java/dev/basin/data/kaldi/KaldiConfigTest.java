package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KaldiConfigTest {
  private static final List<Path> FILE = List.of(Path.of("x.ark"));

  @Test
  void defaults() {
    assertThat(KaldiConfig.of(FILE, FILE))
        .isEqualTo(
            new KaldiConfig(
                FILE,
                FILE,
                null,
                null,
                4,
                Normalisation.NONE,
                new HeldOut.Share(0.3, 1),
                OptionalInt.empty(),
                false));
  }

  private static KaldiConfig config(int context, OptionalInt classes) {
    return new KaldiConfig(
        FILE,
        FILE,
        null,
        null,
        context,
        Normalisation.NONE,
        new HeldOut.Share(0.3, 1),
        classes,
        false);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void contextsOutOfRange(int context) {
    assertThatThrownBy(() -> config(context, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("context is " + context + "; expected 0 to 100");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, 1_000_001})
  void classesOutOfRange(int classes) {
    assertThatThrownBy(() -> config(4, OptionalInt.of(classes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes is " + classes + "; expected 1 to 1000000");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void sharesOutOfRange(double share) {
    assertThatThrownBy(() -> new HeldOut.Share(share, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("test share is " + share + "; expected more than 0 and less than 1");
  }

  @Test
  void noFiles() {
    assertThatThrownBy(() -> KaldiConfig.of(FILE, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 files of features and 0 of alignments; expected at least one of each");
  }
}
