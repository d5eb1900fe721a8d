package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.Environment;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.landscape.LandscapePoint;
import dev.basin.sharpness.Region;
import dev.basin.sharpness.SharpnessResult;
import dev.basin.train.EpochMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Comparisons made up for tests, of the size that F1 on MNIST gives. */
final class Fixtures {

  /** φ of the four measures: full space at 1e-3 and 5e-4, subspace at 1e-3 and 5e-4. */
  static final double[] SMALL_SHARPNESS = {3.07, 0.323, 0.045, 0.019};

  static final double[] LARGE_SHARPNESS = {630, 219, 0.65, 0.079};

  private Fixtures() {}

  /** One trial with measured sharpness and paths. */
  static ComparisonResult oneTrial() {
    return result(List.of(trial(1, run(256, 60, 98.48, SMALL_SHARPNESS, 1), largeRun(98.23, 1))));
  }

  /** Five trials around the same values, the gap well above its spread. */
  static ComparisonResult fiveTrials() {
    Random random = new Random(7);
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      trials.add(
          trial(
              i,
              run(
                  256,
                  55 + random.nextInt(10),
                  98.44 + 0.05 * random.nextGaussian(),
                  SMALL_SHARPNESS,
                  Math.exp(0.3 * random.nextGaussian())),
              largeRun(
                  98.22 + 0.05 * random.nextGaussian(), Math.exp(0.3 * random.nextGaussian()))));
    }
    return result(trials);
  }

  /** Three trials in which the large batch is flatter and tests better. */
  static ComparisonResult largeNotSharper() {
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      trials.add(
          trial(
              i,
              run(256, 40, 98.0 + 0.01 * i, LARGE_SHARPNESS, 1 + 0.01 * i),
              run(6000, 90, 98.5 + 0.012 * i, SMALL_SHARPNESS, 1)));
    }
    return result(trials);
  }

  /** Two trials whose gaps cancel. */
  static ComparisonResult gapBelowNoise() {
    return result(
        List.of(
            trial(1, run(256, 40, 98.3, SMALL_SHARPNESS, 1), largeRun(98.2, 1)),
            trial(2, run(256, 40, 98.1, SMALL_SHARPNESS, 1.1), largeRun(98.2, 0.9))));
  }

  /** Three trials, the large-batch run of the second diverged. */
  static ComparisonResult oneDiverged() {
    List<TrialResult> trials = new ArrayList<>(fiveTrials().trials().subList(0, 3));
    trials.set(1, new TrialResult(2, trials.get(1).small(), divergedRun(6000), Map.of()));
    return result(trials);
  }

  /** One trial in which both runs diverged. */
  static ComparisonResult allDiverged() {
    return result(List.of(new TrialResult(1, divergedRun(256), divergedRun(6000), Map.of())));
  }

  /** One trial with sharpness and a test loss that are not numbers, or infinite. */
  static ComparisonResult notNumbers() {
    double[] nan = {Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN};
    RunResult small = run(256, 4, 98.4, nan, 1);
    RunResult large = run(6000, 4, 98.2, SMALL_SHARPNESS, 1);
    List<LandscapePoint> points =
        List.of(
            new LandscapePoint(-1, 1, 50, 1, 50),
            new LandscapePoint(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
            new LandscapePoint(1, 2, 60, 2, 60),
            new LandscapePoint(2, Double.POSITIVE_INFINITY, 10, 3e4, 10));
    return result(List.of(new TrialResult(1, small, large, Map.of("line", points))));
  }

  static List<ComparisonResult> all() {
    return List.of(
        oneTrial(),
        fiveTrials(),
        largeNotSharper(),
        gapBelowNoise(),
        oneDiverged(),
        allDiverged(),
        notNumbers(),
        result(List.of()));
  }

  static ComparisonResult result(List<TrialResult> trials) {
    return new ComparisonResult(
        ComparisonResult.SCHEMA,
        "F1",
        1_462_794,
        "MNIST",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "",
        60_000,
        10_000,
        5_000,
        "Adam, learning rate 1e-3, β₁ 0.9, β₂ 0.999, ε 1e-8",
        "training loss has not improved for 10 epochs, or 100 epochs",
        1,
        "basin compare F1 --trials " + trials.size() + " --seed 1",
        "2026-11-23T12:00:00Z",
        754.3,
        3L << 30,
        new Environment(
            "0.1.0",
            "b0c0ef9",
            "A <processor> & \"more\"",
            2,
            8L << 30,
            "Linux 6.1 amd64",
            "MKL 2025.3",
            Map.of("java", "17.0.15", "libtorch", "2.10.0")),
        trials);
  }

  static TrialResult trial(int number, RunResult small, RunResult large) {
    return new TrialResult(
        number, small, large, Map.of("line", MeasuredPaths.line(), "arc", MeasuredPaths.arc()));
  }

  static RunResult largeRun(double testAccuracy, double factor) {
    return run(6000, 100, testAccuracy, LARGE_SHARPNESS, factor);
  }

  static RunResult run(
      int batch, int epochs, double testAccuracy, double[] sharpness, double factor) {
    boolean small = batch == 256;
    double loss = small ? 0.0008919188670309571 : 2.399239383521489e-05;
    return new RunResult(
        batch,
        epochs(epochs, small, testAccuracy, Double.hashCode(testAccuracy + factor)),
        "patience",
        false,
        loss * factor,
        small ? 99.97333333333333 : 100,
        small ? 0.07842941135694464 : 0.08316181605692201,
        testAccuracy,
        small ? 0.004240408708693818 : 0.00012038119792869496,
        (small ? 81.64207662872968 : 10.68025382427122) * (0.9 + 0.1 * factor),
        List.of(
            sharpness(1e-3, null, sharpness[0] * factor, loss),
            sharpness(5e-4, null, sharpness[1] * factor, loss),
            sharpness(1e-3, 100, sharpness[2] * factor, loss),
            sharpness(5e-4, 100, sharpness[3] * factor, loss)),
        small ? 312.5 : 254.25,
        97.125);
  }

  static RunResult divergedRun(int batch) {
    double nan = Double.NaN;
    return new RunResult(
        batch,
        List.of(
            new EpochMetrics(1, 2.5, 11.2, 2.4, 10.9, 4.5),
            new EpochMetrics(2, nan, nan, nan, nan, 4.5)),
        "diverged",
        true,
        nan,
        nan,
        nan,
        nan,
        nan,
        nan,
        List.of(),
        9,
        0);
  }

  private static SharpnessResult sharpness(
      double epsilon, Integer subspace, double phi, double loss) {
    return new SharpnessResult(
        loss,
        phi,
        loss + phi * (1 + loss) / 100,
        Region.BOX,
        epsilon,
        subspace,
        subspace == null ? null : 123_456_789L,
        subspace == null ? "lbfgsb" : "sign",
        10,
        subspace == null ? 27 : 16,
        0,
        "iteration limit, 10",
        0.875);
  }

  private static List<EpochMetrics> epochs(int count, boolean small, double last, long seed) {
    Random random = new Random(seed);
    List<EpochMetrics> epochs = new ArrayList<>();
    double speed = small ? 0.5 : 0.16;
    for (int i = 1; i <= count; i++) {
      double rest = (small ? 12 : 30) * Math.exp(-speed * i) + (small ? 1.2 : 1.6) / i;
      double train = Math.min(100, 100 - rest - (small ? 0.03 * random.nextDouble() : 0));
      double test = last - 0.8 * rest + (small ? 0.12 : 0.03) * random.nextGaussian();
      epochs.add(
          new EpochMetrics(i, rest / 30 + 1e-4, train, 0.08 + rest / 40, test, small ? 5.2 : 2.5));
    }
    return epochs;
  }
}
