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
    sentences.add(gap.sentence());
    sharpness.ifPresent(finding -> sentences.addAll(finding.sentences()));
    sentences.add(agreement(gap, sharpness));
    sentences.addAll(RunCautions.of(result));
    return new Finding(headline(gap, sharpness, accuracy), List.copyOf(sentences));
  }

  private static String headline(
      GapFinding gap, Optional<SharpnessFinding> sharpness, Measure accuracy) {
    String trials = accuracy.difference().n() == 1 ? " (one trial)" : "";
    if (sharpness.isEmpty()) {
      return "Large-batch training " + gap.clause() + trials + ".";
    }
    boolean paperLike = sharpness.get().direction() > 0;
    boolean gapLike = gap.direction() > 0;
    return "Large-batch training "
        + sharpness.get().clause()
        + (paperLike == gapLike ? ", and " : ", but ")
        + gap.clause()
        + trials
        + ".";
  }

  private static String agreement(GapFinding gap, Optional<SharpnessFinding> sharpness) {
    if (sharpness.isEmpty()) {
      return "No sharpness is known for both solutions, so the paper’s main observation is not"
          + " tested.";
    }
    String paper =
        "The paper finds that large-batch training ends in sharper minima that test worse. ";
    int sharper = sharpness.get().direction();
    int worse = gap.direction();
    if (sharper > 0 && worse > 0) {
      return paper
          + (gap.single()
              ? "This one trial looks the same."
              : "These numbers agree with both parts.");
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
