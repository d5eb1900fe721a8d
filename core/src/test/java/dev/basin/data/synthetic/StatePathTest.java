package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatePathTest {
  private static final int FRAMES = 400_000;
  private static final int CLASSES = 24; // 8 phones

  /** A stay in one state. */
  private record Visit(int state, int frames) {}

  /** D is geometric: mean 1 / (1 − a), variance a / (1 − a)². Bound: 4.5 standard errors. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void durationsHaveTheMeanOfTheirSelfLoops(long seed) {
    SpeechModel model = model(seed);
    double[] frames = new double[CLASSES];
    double[] visits = new double[CLASSES];
    for (Visit visit : visits(model, seed)) {
      frames[visit.state()] += visit.frames();
      visits[visit.state()]++;
    }
    for (int c = 0; c < CLASSES; c++) {
      double loop = model.durations().selfLoop(c);
      double expected = 1 / (1 - loop);
      double error = Math.sqrt(loop) / (1 - loop) / Math.sqrt(visits[c]);
      assertThat(visits[c]).isGreaterThan(100);
      assertThat(frames[c] / visits[c])
          .as("seed %d, class %d, a = %s", seed, c, loop)
          .isBetween(expected - 4.5 * error, expected + 4.5 * error);
      assertThat(expected).isBetween(1.5, 4.5);
    }
  }

  /** P(D = 1) = 1 − a: the shape beside the mean, over all classes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shortestVisitsAreAsFrequentAsGeometricOnes(long seed) {
    SpeechModel model = model(seed);
    double found = 0;
    double expected = 0;
    double variance = 0;
    for (Visit visit : visits(model, seed)) {
      double leave = 1 - model.durations().selfLoop(visit.state());
      found += visit.frames() == 1 ? 1 : 0;
      expected += leave;
      variance += leave * (1 - leave);
    }
    assertThat(Math.abs(found - expected)).isLessThan(4.5 * Math.sqrt(variance));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void statesPassFromLeftToRightInTheirContext(long seed) {
    SpeechModel model = model(seed);
    List<Visit> visits = visits(model, seed);
    StateTying tying = model.tying();
    for (int i = 3; i + 5 < visits.size(); i += 3) {
      int phone = phone(tying, visits.get(i).state());
      int left = phone(tying, visits.get(i - 1).state());
      int right = phone(tying, visits.get(i + 3).state());
      for (int position = 0; position < 3; position++) {
        assertThat(visits.get(i + position).state())
            .isEqualTo(tying.classOf(left, phone, right, position));
      }
    }
  }

  /** Counts of each pair against n_p P(q | p); 5 deviations of a binomial, and 1 for rounding. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void phonesFollowTheBigram(long seed) {
    SpeechModel model = model(seed);
    List<Visit> visits = visits(model, seed);
    int phones = model.tying().phones();
    double[][] counts = new double[phones][phones];
    double[] totals = new double[phones];
    for (int i = 0; i + 3 < visits.size(); i += 3) {
      int phone = phone(model.tying(), visits.get(i).state());
      counts[phone][phone(model.tying(), visits.get(i + 3).state())]++;
      totals[phone]++;
    }
    for (int phone = 0; phone < phones; phone++) {
      double sum = 0;
      for (int next = 0; next < phones; next++) {
        double p = model.bigram().probability(phone, next);
        sum += p;
        assertThat(Math.abs(counts[phone][next] - totals[phone] * p))
            .isLessThan(1 + 5 * Math.sqrt(totals[phone] * p * (1 - p)));
      }
      assertThat(sum).isBetween(1 - 1e-12, 1 + 1e-12);
    }
  }

  private static SpeechModel model(long seed) {
    return SpeechModel.of(new SyntheticSpeechConfig(1, 1, CLASSES, 0, 1, seed));
  }

  /** The visits of one long path but the last, which may be cut. */
  private static List<Visit> visits(SpeechModel model, long seed) {
    int[] path = StatePath.draw(model, FRAMES, new RandomStream(seed));
    List<Visit> visits = new ArrayList<>();
    int start = 0;
    for (int t = 1; t < path.length; t++) {
      if (path[t] != path[t - 1]) {
        visits.add(new Visit(path[start], t - start));
        start = t;
      }
    }
    return visits;
  }

  /** 24 classes are one for each of 8 phones and 3 positions, in this order. */
  private static int phone(StateTying tying, int state) {
    assertThat(tying.phones()).isEqualTo(CLASSES / 3);
    return state / 3;
  }
}
