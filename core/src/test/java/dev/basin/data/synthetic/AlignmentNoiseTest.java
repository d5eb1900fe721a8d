package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlignmentNoiseTest {
  private static final int CLASSES = 500;
  private static final int FRAMES = 60_000;

  @Test
  void withoutNoiseLabelsAreThePath() {
    int[] path = path();
    assertThat(AlignmentNoise.apply(path, CLASSES, 0, new RandomStream(1))).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.5, 1})
  void theRateIsKeptAndHalfOfTheWrongLabelsAreNeighbours(double rate) {
    int[] path = path();
    int[] labels = AlignmentNoise.apply(path, CLASSES, rate, new RandomStream(2));
    double wrong = 0;
    double neighbours = 0;
    for (int t = 0; t < FRAMES; t++) {
      assertThat(labels[t]).isBetween(0, CLASSES - 1);
      if (labels[t] != path[t]) {
        wrong++;
        int visit = t / 4;
        boolean before = visit > 0 && labels[t] == path[4 * visit - 1];
        boolean after = 4 * visit + 4 < FRAMES && labels[t] == path[4 * visit + 4];
        neighbours += before || after ? 1 : 0;
      }
    }
    // binomial counts, 4.5 deviations; a random label is a neighbour's 2 times in 499
    double deviation = Math.sqrt(FRAMES * rate * (1 - rate));
    assertThat(Math.abs(wrong - FRAMES * rate)).isLessThanOrEqualTo(4.5 * deviation);
    double expected = wrong * (0.5 + 0.5 * 2 / (CLASSES - 1));
    assertThat(Math.abs(neighbours - expected)).isLessThan(4.5 * Math.sqrt(wrong) / 2);
  }

  @Test
  void anUtteranceOfOneStateGetsRandomLabels() {
    int[] labels = AlignmentNoise.apply(new int[200], 6, 1, new RandomStream(3));
    assertThat(labels).doesNotContain(0).contains(1, 2, 3, 4, 5);
  }

  /** Visits of four frames each, in a cycle through all classes. */
  private static int[] path() {
    int[] path = new int[FRAMES];
    for (int t = 0; t < FRAMES; t++) {
      path[t] = t / 4 * 7 % CLASSES;
    }
    return path;
  }
}
