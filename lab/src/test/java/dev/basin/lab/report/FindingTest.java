package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {

  @Test
  void sharperAndWorse() {
    Finding finding = Finding.of(Fixtures.fiveTrials());
    assertThat(finding.headline())
        .matches(
            "Large-batch training ended in a minimum about \\d+ times as sharp, and tested"
                + " 0\\.\\d\\d points worse than small-batch training\\.");
    assertThat(finding.sentences())
        .anyMatch(s -> s.contains("All 4 sharpness measures"))
        .anyMatch(s -> s.contains("agree with both parts"));
  }

  @Test
  void oneTrialWithinChanceSaysSo() {
    Finding finding = Finding.of(Fixtures.oneTrial());
    assertThat(finding.headline())
        .isEqualTo(
            "Large-batch training ended in a minimum about 205 times as sharp, but tested 0.25"
                + " points worse, a difference that chance can make (one trial).");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("One trial gives no spread"));
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
    assertThat(finding.headline())
        .endsWith("8.00 points worse than small-batch training (one trial).");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("of about 0.65 points"));
  }

  @Test
  void flatterAndBetterContradictsThePaper() {
    Finding finding = Finding.of(Fixtures.largeNotSharper());
    assertThat(finding.headline())
        .contains("ended in a flatter minimum, not a sharper one")
        .contains("points better");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("contradict both parts"));
  }

  @Test
  void aGapBelowNoiseIsNotCalledAGap() {
    Finding finding = Finding.of(Fixtures.gapBelowNoise());
    assertThat(finding.headline()).endsWith(", but did not test measurably worse or better.");
    assertThat(finding.sentences()).anyMatch(s -> s.contains("The interval holds 0"));
  }

  @Test
  void aDivergedRunIsNamedAndLeftOut() {
    Finding finding = Finding.of(Fixtures.oneDiverged());
    assertThat(finding.sentences())
        .anyMatch(s -> s.startsWith("The large-batch run diverged in trial 2"))
        .anyMatch(s -> s.contains("over 2 trials"));
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
