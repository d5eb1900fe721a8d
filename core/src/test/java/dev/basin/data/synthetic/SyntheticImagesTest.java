package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.TrainTestData;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntheticImagesTest {
  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  @Test
  void hasTheShapeOfCifar() {
    try (TrainTestData data = images("train=70,test=30,classes=100,seed=4")) {
      assertThat(data.train().size()).isEqualTo(70);
      assertThat(data.test().size()).isEqualTo(30);
      assertThat(data.train().shape()).isEqualTo(PointShape.image(3, 32, 32));
      assertThat(data.train().classes()).isEqualTo(100);
      assertThat(data.train().name()).isEqualTo("synthetic-images/train");
      assertThat(data.train().info().origin()).endsWith("not CIFAR");
    }
  }

  @Test
  void moreWorkersMakeTheSameBits() {
    SyntheticData data = SyntheticData.parse("synthetic-images:train=300,test=100,noise=0.5");
    Snapshot alone;
    try (Workers one = new Workers(1);
        TrainTestData made = data.generate(one)) {
      alone = Snapshot.of(made.train());
    }
    for (int threads = 2; threads <= 3; threads++) {
      try (Workers several = new Workers(threads);
          TrainTestData made = data.generate(several)) {
        assertThat(Snapshot.of(made.train())).isEqualTo(alone);
      }
    }
  }

  @Test
  void anotherSeedMakesOtherImages() {
    try (TrainTestData one = images("train=20,test=20,seed=1");
        TrainTestData other = images("train=20,test=20,seed=2")) {
      float[] train = Snapshot.of(one.train()).values();
      assertThat(train).isNotEqualTo(Snapshot.of(other.train()).values());
      assertThat(train).isNotEqualTo(Snapshot.of(one.test()).values());
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 400", "100, 400", "7, 400"})
  void classesAreEquallyFrequent(int classes, int points) {
    try (TrainTestData data = images("test=1,noise=0,train=" + points + ",classes=" + classes)) {
      int[] counts = new int[classes];
      for (long label : Snapshot.of(data.train()).labels()) {
        counts[(int) label]++;
      }
      for (int count : counts) {
        assertThat(count).isBetween(points / classes, (points - 1) / classes + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.4})
  void labelNoiseIsInBothPartsAndLeavesTheImages(double rate) {
    String settings = "train=1000,test=700,classes=20,seed=6,noise=";
    try (TrainTestData clean = images(settings + 0);
        TrainTestData noisy = images(settings + rate)) {
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
   * Every byte from 0 to 255 occurs in each channel, none in more than a twentieth of the values.
   */
  @Test
  void valuesFillTheRangeOfAByte() {
    try (TrainTestData data = images("train=500,test=1,seed=3")) {
      int[][] counts = new int[3][256];
      float[] values = Snapshot.of(data.train()).values();
      for (int i = 0; i < values.length; i++) {
        counts[i % 3][Math.round(values[i] * 255)]++;
      }
      for (int[] ofChannel : counts) {
        assertThat(Arrays.stream(ofChannel).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(ofChannel).max().orElseThrow()).isLessThan(values.length / 60);
      }
    }
  }

  /**
   * The class of the prototype that correlates most with an image, either way round: far better
   * than guessing (one in ten), and far from perfect.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void prototypesCanBeToldApartButNotEasily(long seed) {
    SyntheticImagesConfig config = new SyntheticImagesConfig(1, 300, 10, 0, 0.5, seed);
    double correct = 0;
    try (Workers workers = new Workers(2)) {
      Prototypes prototypes = Prototypes.draw(config, workers);
      List<List<double[]>> templates = templates(prototypes);
      ImagePoints images = new ImagePoints(config, Part.TEST, prototypes);
      byte[] bytes = new byte[ImagePoints.FEATURES];
      double[] image = new double[bytes.length];
      for (int i = 0; i < images.size(); i++) {
        images.read(i, bytes);
        Arrays.setAll(image, k -> bytes[k] & 0xFF);
        correct += nearest(templates, standardised(image)) == images.label(i) ? 1 : 0;
      }
    }
    // a guess is right 30 times of 300 with a deviation of 5.2
    assertThat(correct).as("seed %d", seed).isBetween(60.0, 240.0);
  }

  /** The middle of each prototype of each class, as it is and mirrored. */
  private static List<List<double[]>> templates(Prototypes prototypes) {
    List<List<double[]>> templates = new ArrayList<>();
    for (int c = 0; c < 10; c++) {
      List<double[]> ofClass = new ArrayList<>();
      for (Field field : prototypes.of(c)) {
        ofClass.add(standardised(middle(field, false)));
        ofClass.add(standardised(middle(field, true)));
      }
      templates.add(ofClass);
    }
    return templates;
  }

  private static int nearest(List<List<double[]>> templates, double[] image) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < templates.size(); c++) {
      for (double[] template : templates.get(c)) {
        double product = 0;
        for (int i = 0; i < image.length; i++) {
          product += image[i] * template[i];
        }
        if (product > most) {
          most = product;
          best = c;
        }
      }
    }
    return best;
  }

  /** The 32×32 pixels in the middle of a field, 8 from each edge. */
  private static double[] middle(Field field, boolean mirrored) {
    double[] pixels = new double[ImagePoints.FEATURES];
    double[] colour = new double[3];
    for (int row = 0; row < 32; row++) {
      for (int column = 0; column < 32; column++) {
        Arrays.fill(colour, 0);
        field.addTo(8 + row, 8 + (mirrored ? 31 - column : column), 1, colour);
        System.arraycopy(colour, 0, pixels, (row * 32 + column) * 3, 3);
      }
    }
    return pixels;
  }

  /** Mean 0 and length 1, so that a product of two is their correlation. */
  private static double[] standardised(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double[] centred = Arrays.stream(x).map(value -> value - mean).toArray();
    double length = Math.sqrt(Arrays.stream(centred).map(value -> value * value).sum());
    return Arrays.stream(centred).map(value -> value / length).toArray();
  }

  private static TrainTestData images(String settings) {
    try (Workers workers = new Workers(2)) {
      return SyntheticData.parse("synthetic-images:" + settings).generate(workers);
    }
  }
}
