package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.TrainTestData;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntheticSpeechTest {
  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @Test
  void hasTheShapeOfTimit() {
    try (TrainTestData data = speech("train=700,test=300,seed=4")) {
      assertThat(data.train().size()).isEqualTo(700);
      assertThat(data.test().size()).isEqualTo(300);
      assertThat(data.train().shape()).isEqualTo(PointShape.vector(360));
      assertThat(data.train().classes()).isEqualTo(1973);
      assertThat(data.train().name()).isEqualTo("synthetic-speech/train");
      assertThat(data.test().name()).isEqualTo("synthetic-speech/test");
      assertThat(data.test().info().origin())
          .isEqualTo(SyntheticData.parse("synthetic-speech:train=700,test=300,seed=4").origin());
    }
  }

  @Test
  void moreWorkersMakeTheSameBits() {
    SyntheticData data = SyntheticData.parse("synthetic-speech:train=7000,test=2500,classes=300");
    Snapshot alone;
    try (Workers one = new Workers(1);
        TrainTestData made = data.generate(one)) {
      alone = Snapshot.of(made.train());
      assertThat(Snapshot.of(made.test()).digest()).isNotEqualTo(alone.digest());
    }
    for (int threads = 2; threads <= 3; threads++) {
      try (Workers several = new Workers(threads);
          TrainTestData made = data.generate(several)) {
        assertThat(Snapshot.of(made.train())).isEqualTo(alone);
      }
    }
  }

  @Test
  void anotherSeedMakesOtherData() {
    try (TrainTestData one = speech("train=500,test=50,seed=1");
        TrainTestData other = speech("train=500,test=50,seed=2")) {
      assertThat(Snapshot.of(one.train()).labels())
          .isNotEqualTo(Snapshot.of(other.train()).labels());
      assertThat(Snapshot.of(one.train()).values())
          .isNotEqualTo(Snapshot.of(other.train()).values());
    }
  }

  /** Noise has its own streams, so that the same seed without noise tells the true labels. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3})
  void labelNoiseIsInBothPartsAndLeavesTheValues(double rate) {
    String settings = "train=9000,test=6000,classes=120,seed=6,noise=";
    try (TrainTestData clean = speech(settings + 0);
        TrainTestData noisy = speech(settings + rate)) {
      for (boolean train : new boolean[] {true, false}) {
        Snapshot before = Snapshot.of(train ? clean.train() : clean.test());
        Snapshot after = Snapshot.of(train ? noisy.train() : noisy.test());
        assertThat(after.values()).isEqualTo(before.values());
        double n = before.labels().length;
        double wrong = 0;
        for (int i = 0; i < n; i++) {
          wrong += before.labels()[i] != after.labels()[i] ? 1 : 0;
        }
        assertThat(Math.abs(wrong - n * rate)).isLessThan(4.5 * Math.sqrt(n * rate * (1 - rate)));
      }
    }
  }

  /**
   * Without spread about the means, a speaker says each component of each class in one way only, to
   * the last bit, and no two speakers say it in the same way.
   */
  @Test
  void trainingAndTestSpeakersAreDifferent() {
    try (TrainTestData data = speech("train=24000,test=12000,classes=6,overlap=0,noise=0,seed=8")) {
      Map<Integer, Set<Integer>> train = frames(Snapshot.of(data.train()));
      Map<Integer, Set<Integer>> test = frames(Snapshot.of(data.test()));
      int trainSpeakers = new UtterancePlan(24_000, Part.TRAIN, 8).speakers();
      int testSpeakers = new UtterancePlan(12_000, Part.TEST, 8).speakers();
      assertThat(trainSpeakers).isGreaterThan(5);
      for (int c = 0; c < 6; c++) {
        assertThat(train.get(c)).hasSize(3 * trainSpeakers);
        assertThat(test.get(c)).hasSize(3 * testSpeakers);
        assertThat(train.get(c)).doesNotContainAnyElementsOf(test.get(c));
      }
    }
  }

  /** All of 1,973 classes turn up, frequent ones far more often than rare ones. */
  @Test
  void everyClassOccursAndFrequenciesDiffer() {
    try (TrainTestData data = speech("train=100000,test=100,noise=0,seed=2")) {
      int[] counts = new int[1973];
      for (long label : Snapshot.of(data.train()).labels()) {
        counts[(int) label]++;
      }
      Arrays.sort(counts);
      assertThat(counts[100]).isPositive();
      assertThat(counts[1972]).isGreaterThan(5 * counts[986]);
    }
  }

  /** Hashes of the distinct middle frames of each class. */
  private static Map<Integer, Set<Integer>> frames(Snapshot points) {
    Map<Integer, Set<Integer>> found = new HashMap<>();
    for (int i = 0; i < points.labels().length; i++) {
      float[] frame = Arrays.copyOfRange(points.values(), i * 360 + 160, i * 360 + 200);
      found
          .computeIfAbsent((int) points.labels()[i], c -> new HashSet<>())
          .add(Arrays.hashCode(frame));
    }
    return found;
  }

  private static TrainTestData speech(String settings) {
    try (Workers workers = new Workers(2)) {
      return SyntheticData.parse("synthetic-speech:" + settings).generate(workers);
    }
  }
}
