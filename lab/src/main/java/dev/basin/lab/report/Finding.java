package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison found, in plain words that hold for its numbers.
 *
 * @param headline the finding in one sentence
 * @param sentences what supports it, what the paper found, and what limits it
 */
public record Finding(String headline, List<String> sentences) {

  /** Puts a comparison's numbers into words. */
  public static Finding of(ComparisonResult result) {
    Measures measures = Measures.of(result);
    Measure accuracy = measures.get(Measures.TEST_ACCURACY);
    List<String> sentences = new ArrayList<>();
    if (accuracy.difference().n() == 0) {
      sentences.addAll(RunCautions.of(result));
      return new Finding(nothingToCompare(result), List.copyOf(sentences));
    }
    GapFinding gap = GapFinding.of(accuracy, testSetNoise(result, accuracy));
    Optional<SharpnessFinding> sharpness = SharpnessFinding.of(measures.sharpness());
    EndDoubts doubts = EndDoubts.of(result);
    sentences.add(gap.sentence());
    sharpness.ifPresent(finding -> sentences.addAll(finding.sentences()));
    sentences.add(agreement(gap, sharpness, doubts));
    sentences.addAll(RunCautions.of(result));
    int trials = result.trials().size();
    return new Finding(
        gap.single()
            ? oneTrial(sharpness.isPresent(), trials)
            : headline(gap, sharpness, doubts, trials),
        List.copyOf(sentences));
  }

  private static String oneTrial(boolean sharpness, int trials) {
    return (trials == 1 ? "One trial" : "Both runs ended in one of " + trials + " trials only")
        + ": whether large-batch training "
        + (sharpness ? "ends in a sharper minimum or tests worse" : "tests worse")
        + " cannot be told from it.";
  }

  private static String headline(
      GapFinding gap, Optional<SharpnessFinding> sharpness, EndDoubts doubts, int trials) {
    String accuracy =
        gap.clause()
            + (gap.trials() == trials
                ? ""
                : " in the "
                    + gap.trials()
                    + " of "
                    + trials
                    + " trials in which both runs ended with weights");
    String subject = "Large-batch training ";
    if (sharpness.isEmpty()) {
      return subject
          + accuracy
          + doubts
              .training()
              .map(words -> "; but " + words + ", so it need not come from the kind of minimum")
              .orElse("")
          + ".";
    }
    Optional<String> obstacle = sharpness.get().obstacle(doubts);
    if (obstacle.isPresent()) {
      return subject
          + accuracy
          + ". Whether it ended in a sharper minimum cannot be said: "
          + obstacle.get()
          + ".";
    }
    boolean sharper = sharpness.get().direction() > 0;
    return subject
        + (sharper ? "ended in a sharper minimum" : "ended in a flatter minimum, not a sharper one")
        + (sharper == gap.direction() > 0 ? ", and " : ", but ")
        + accuracy
        + ": "
        + sharpness.get().verdict()
        + ".";
  }

  private static String agreement(
      GapFinding gap, Optional<SharpnessFinding> sharpness, EndDoubts doubts) {
    if (sharpness.isEmpty()) {
      return "No sharpness is known for both solutions, so the paper’s main observation is not"
          + " tested.";
    }
    String paper =
        "The paper finds that large-batch training ends in sharper minima that test worse. ";
    if (gap.single()) {
      return paper + "One trial can neither support nor contradict that.";
    }
    int sharper = doubts.reasons().isEmpty() ? sharpness.get().direction() : 0;
    int worse = gap.direction();
    if (sharper > 0 && worse > 0) {
      return paper + "These numbers agree with both parts.";
    }
    if (sharper > 0) {
      return paper
          + "These numbers agree on sharpness"
          + (worse < 0
              ? " and contradict it on test accuracy."
              : " and show no test gap beyond chance.");
    }
    if (worse > 0) {
      return paper
          + "These numbers agree on test accuracy"
          + (sharper < 0 ? " and contradict it on sharpness." : " and leave sharpness open.");
    }
    return paper
        + (sharper < 0 && worse < 0
            ? "These numbers contradict both parts."
            : "These numbers support neither part.");
  }

  private static String nothingToCompare(ComparisonResult result) {
    long small =
        result.trials().stream().map(TrialResult::small).filter(RunResult::diverged).count();
    long large =
        result.trials().stream().map(TrialResult::large).filter(RunResult::diverged).count();
    if (result.trials().isEmpty()) {
      return "There is no finished trial, so nothing can be compared.";
    }
    return "Nothing can be compared: in no trial did both runs end with a finite test accuracy"
        + " (diverged: "
        + small
        + " small-batch and "
        + large
        + " large-batch of "
        + Wording.trials(result.trials().size())
        + ").";
  }

  /**
   * 1.96 standard errors of the difference of two accuracies on the test set, in percentage points,
   * taken as independent.
   */
  private static double testSetNoise(ComparisonResult result, Measure accuracy) {
    double small = accuracy.small().mean() / 100;
    double large = accuracy.large().mean() / 100;
    double variance = (small * (1 - small) + large * (1 - large)) / result.testPoints();
    return 196 * Math.sqrt(Math.max(0, variance));
  }
}
