package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpeechWindowTest {
  private static final Workers WORKERS = new Workers(1);
  private static final int WIDTH = 40;

  @AfterAll
  static void stop() {
    WORKERS.close();
  }

  /** The block of frame t − k in t's point is the block of frame t − k in the point of t + 1. */
  @ParameterizedTest
  @CsvSource({"1, 5000", "2, 151", "3, 1", "4, 7"})
  void neighboursShareTheirFramesAndEdgesRepeat(long seed, int points) {
    SyntheticSpeechConfig config = new SyntheticSpeechConfig(points, 1, 60, 0, 1, seed);
    UtterancePlan plan = new UtterancePlan(points, Part.TRAIN, seed);
    float[][] byFrame = byFrame(window(config, plan, 0));
    assertThat(byFrame).hasNumberOfRows(points);
    int pairs = 0;
    for (int u = 0; u < plan.utterances(); u++) {
      float[] first = byFrame[plan.start(u)];
      float[] last = byFrame[plan.end(u) - 1];
      for (int k = 1; k <= 4; k++) {
        assertThat(block(first, -k)).isEqualTo(block(first, 0));
        assertThat(block(last, k)).isEqualTo(block(last, 0));
      }
      for (int t = plan.start(u); t + 1 < plan.end(u); t++) {
        assertThat(Arrays.copyOfRange(byFrame[t], WIDTH, 9 * WIDTH))
            .isEqualTo(Arrays.copyOfRange(byFrame[t + 1], 0, 8 * WIDTH));
        assertThat(block(byFrame[t], 0)).isNotEqualTo(block(byFrame[t + 1], 0));
        pairs++;
      }
    }
    assertThat(pairs).isEqualTo(points - plan.utterances());
  }

  @ParameterizedTest
  @CsvSource({"1, 320000", "2, 1", "3, 150"})
  void windowsHoldEachUtteranceOnce(long seed, int points) {
    SyntheticSpeechConfig config = new SyntheticSpeechConfig(points, 1, 6, 0, 1, seed);
    UtterancePlan plan = new UtterancePlan(points, Part.TRAIN, seed);
    int windows = SpeechWindow.count(plan);
    assertThat(windows).isEqualTo((plan.utterances() + 511) / 512);
    int found = 0;
    for (int w = 0; w < windows; w++) {
      found += window(config, plan, w).size();
    }
    assertThat(found).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"1, 100000", "2, 1973", "3, 1"})
  void utterancesAreOfSpeechsLengths(long seed, int frames) {
    UtterancePlan plan = new UtterancePlan(frames, Part.TEST, seed);
    assertThat(plan.start(0)).isZero();
    assertThat(plan.end(plan.utterances() - 1)).isEqualTo(frames);
    assertThat(plan.speakers()).isEqualTo((plan.utterances() + 7) / 8);
    for (int u = 0; u < plan.utterances(); u++) {
      boolean isLast = u == plan.utterances() - 1;
      assertThat(plan.end(u) - plan.start(u)).isBetween(isLast ? 1 : 150, 450);
      assertThat(plan.utteranceOf(plan.start(u))).isEqualTo(u);
      assertThat(plan.utteranceOf(plan.end(u) - 1)).isEqualTo(u);
      assertThat(plan.speaker(u)).isBetween(0, plan.speakers() - 1);
    }
  }

  private static SpeechWindow window(SyntheticSpeechConfig config, UtterancePlan plan, int number) {
    return new SpeechWindow(config, SpeechModel.of(config), plan, Part.TRAIN, number, WORKERS);
  }

  /** The points in the order of their middle frames, each of which must occur once. */
  private static float[][] byFrame(SpeechWindow window) {
    float[][] points = new float[window.size()][];
    for (int i = 0; i < window.size(); i++) {
      assertThat(points[window.frame(i)]).isNull();
      points[window.frame(i)] = new float[9 * WIDTH];
      window.read(i, points[window.frame(i)]);
    }
    return points;
  }

  private static float[] block(float[] point, int neighbour) {
    return Arrays.copyOfRange(point, (4 + neighbour) * WIDTH, (5 + neighbour) * WIDTH);
  }
}
