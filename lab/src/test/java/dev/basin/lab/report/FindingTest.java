package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void sharperAndWorse() {
    Finding finding = Finding.of(Fixtures.fiveTrials());
    assertThat(finding.headline())
        .matches(
            "Large-batch training ended in a sharper minimum, and tested 0\\.\\d\\d points worse"
                + " than small-batch training: all 4 sharpness measures \\(ε and space\\) call the"
                + " LB solution sharper\\.");
    assertThat(finding.sentences())
        .anyMatch(s -> s.startsWith("By their 95 % intervals, all 4 sharpness measures"))
        .anyMatch(s -> s.contains("agree with both parts"));
  }

  private static final String ONE_TRIAL =
      "One trial: whether large-batch training ends in a sharper minimum or tests worse cannot be"
          + " told from it.";

  @Test
  void oneTrialIsOneTrial() {
    Finding finding = Finding.of(Fixtures.oneTrial());
    assertThat(finding.headline()).isEqualTo(ONE_TRIAL);
    assertThat(finding.sentences())
        .anyMatch(s -> s.contains("One trial gives no spread"))
        .anyMatch(s -> s.startsWith("By sign alone, in one trial, all 4"))
        .anyMatch(s -> s.endsWith("One trial can neither support nor contradict that."));
  }

  /** √((0.98·0.02 + 0.9·0.1)/10000) = 0.00331 as a share, so 1.96 of them are 0.65 points. */
  @Test
  void oneTrialBeyondChanceIsStillOneTrial() {
    ComparisonResult result =
        Fixtures.result(
            List.of(
                Fixtures.trial(
                    1,
                    Fixtures.run(256, 3, 98, Fixtures.SMALL_SHARPNESS, 1),
                    Fixtures.largeRun(90, 1))));
    Finding finding = Finding.of(result);
    assertThat(finding.headline()).isEqualTo(ONE_TRIAL);
    assertThat(finding.sentences()).anyMatch(s -> s.contains("of about 0.65 points"));
  }

  @Test
  void flatterAndBetterContradictsThePaper() {
    Finding finding = Finding.of(Fixtures.largeNotSharper());
    assertThat(finding.headline())
        .contains("ended in a flatter minimum, not a sharper one, and tested")
        .contains("points better");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("contradict both parts"));
  }

  @Test
  void aGapBelowNoiseIsNotCalledAGap() {
    Finding finding = Finding.of(Fixtures.gapBelowNoise());
    assertThat(finding.headline()).contains("did not test measurably worse or better");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("The interval holds 0"));
  }

  /** Five trials in which the large batch is 2.88 times as sharp by two of four measures. */
  @Test
  void measuresThatDisagreeSayNothingOfSharpness() {
    Finding finding = Finding.of(trials(new double[] {8.84, 0.93, 0.0225, 0.0095}, 98, run -> run));
    assertThat(finding.headline())
        .matches(
            "Large-batch training .* Whether it ended in a sharper minimum cannot be said: of 4"
                + " sharpness measures \\(ε and space\\) 2 call the LB solution sharper, 2 flatter"
                + " and 0 cannot tell\\.")
        .doesNotContain("2.88");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("leave sharpness open"));
  }

  @Test
  void oneMeasureThatCannotTellIsEnough() {
    Finding finding = Finding.of(trials(new double[] {630, 219, 0.65, 0.019}, 98, run -> run));
    assertThat(finding.headline())
        .contains("cannot be said: of 4 sharpness measures")
        .contains("3 call the LB solution sharper, 0 flatter and 1 cannot tell.");
  }

  @Test
  void anEndAtTheEpochLimitIsNotCalledAMinimum() {
    Finding finding =
        Finding.of(
            trials(
                Fixtures.LARGE_SHARPNESS,
                98,
                run -> run.batchSize() == 256 ? run : RunParts.stopped(run, "epochs")));
    assertThat(finding.headline())
        .endsWith(
            "Whether it ended in a sharper minimum cannot be said: 5 of 5 large-batch runs ended at"
                + " the epoch limit, which need not be a minimum.");
    assertThat(finding.sentences()).noneMatch(s -> s.contains("agree on sharpness"));
  }

  /** Thirteen points apart, one way and the other, which cancel in the mean. */
  @Test
  void trainingThatDiffersIsNotComparable() {
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      RunResult small = Fixtures.run(256, 40, 98.3 + 0.01 * i, Fixtures.SMALL_SHARPNESS, 1);
      RunResult large = Fixtures.largeRun(98, 1 + 0.01 * i);
      trials.add(
          Fixtures.trial(
              i,
              RunParts.trained(small, i % 2 == 0 ? 99 : 86, small.trainLoss()),
              RunParts.trained(large, i % 2 == 0 ? 86 : 99, large.trainLoss())));
    }
    Finding finding = Finding.of(Fixtures.result(trials));
    assertThat(finding.headline())
        .endsWith("cannot be said: training accuracies differ by 13.00 points.");
  }

  /** φ is in units of 1 + f: 0.1 of 1.001 is more than a twentieth, 0.04 is not. */
  @Test
  void trainingLossesThatDifferAreNotComparable() {
    assertThat(Finding.of(withLargeLoss(0.101)).headline())
        .endsWith("cannot be said: training losses differ by 0.10 nats.");
    assertThat(Finding.of(withLargeLoss(0.041)).headline()).contains("ended in a sharper minimum");
  }

  private static ComparisonResult withLargeLoss(double loss) {
    return trials(
        Fixtures.LARGE_SHARPNESS,
        98,
        run -> RunParts.trained(run, 99.9, run.batchSize() == 256 ? 0.001 : loss));
  }

  @Test
  void ratiosOfFewerTrialsThanWereRunAreNotTrusted() {
    double[] none = {0, 0, 0, 0};
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      double[] small = i < 4 ? none : Fixtures.SMALL_SHARPNESS;
      double[] large = i < 4 ? none : Fixtures.LARGE_SHARPNESS;
      trials.add(
          Fixtures.trial(
              i,
              Fixtures.run(256, 40, 98.4 + 0.01 * i, small, 1 + 0.01 * i),
              Fixtures.run(6000, 90, 98.2, large, 1)));
    }
    assertThat(Finding.of(Fixtures.result(trials)).headline())
        .contains("cannot be said: of 4 sharpness measures");
  }

  private static ComparisonResult trials(
      double[] largeSharpness, double largeAccuracy, UnaryOperator<RunResult> change) {
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      double factor = 1 + 0.01 * (i % 3);
      RunResult small = Fixtures.run(256, 40, 98.1 + 0.06 * i, Fixtures.SMALL_SHARPNESS, 1.01);
      RunResult large = Fixtures.run(6000, 90, largeAccuracy + 0.08 * i, largeSharpness, factor);
      trials.add(Fixtures.trial(i, change.apply(small), change.apply(large)));
    }
    return Fixtures.result(trials);
  }

  @Test
  void aDivergedRunIsNamedAndLeftOut() {
    Finding finding = Finding.of(Fixtures.oneDiverged());
    assertThat(finding.sentences())
        .anyMatch(s -> s.startsWith("The large-batch run diverged in trial 2"))
        .anyMatch(s -> s.contains("over 2 trials"));
    assertThat(finding.headline())
        .contains("in the 2 of 3 trials in which both runs ended with weights")
        .endsWith("cannot be said: 1 of 3 large-batch runs diverged.");
  }

  @Test
  void nothingToCompare() {
    assertThat(Finding.of(Fixtures.allDiverged()).headline())
        .isEqualTo(
            "Nothing can be compared: in no trial did both runs end with a finite test accuracy"
                + " (diverged: 1 small-batch and 1 large-batch of 1 trial).");
    assertThat(Finding.of(Fixtures.result(List.of())).headline()).contains("no finished trial");
  }

  @Test
  void sharpnessThatIsNoNumberIsNotCompared() {
    Finding finding = Finding.of(Fixtures.notNumbers());
    assertThat(finding.headline()).doesNotContain("sharp").doesNotContain("NaN");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("No sharpness is known"));
  }

  @Test
  void anotherSettingThanThePapersIsNamed() {
    assertThat(Finding.of(Fixtures.fiveTrials()).sentences())
        .noneMatch(s -> s.contains("not the paper’s setting"));
    ComparisonResult full = Fixtures.oneTrial();
    ComparisonResult part =
        new ComparisonResult(
            full.schema(),
            full.network(),
            full.parameters(),
            "Fashion-MNIST",
            full.dataDigest(),
            "drawn by a test, not photographed",
            5_000,
            full.testPoints(),
            full.chunkSize(),
            full.optimizer(),
            full.stoppingRule(),
            full.seed(),
            full.command(),
            full.created(),
            full.seconds(),
            full.peakMemoryBytes(),
            full.environment(),
            List.of(
                Fixtures.trial(
                    1,
                    Fixtures.run(256, 3, 98, Fixtures.SMALL_SHARPNESS, 1),
                    Fixtures.run(500, 3, 97, Fixtures.LARGE_SHARPNESS, 1))));
    assertThat(Finding.of(part).sentences())
        .contains("The data: drawn by a test, not photographed.")
        .contains(
            "This is not the paper’s setting (data Fashion-MNIST, paper MNIST; training points"
                + " 5000, paper 60\u202f000; large batch 500, paper 6000): its numbers are shown"
                + " for orientation only.");
  }
}
