package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Why the ends of small-batch and large-batch runs cannot be compared as two minima: some run has
 * no end, some end may not be a minimum, or the two were not trained to similar losses.
 *
 * @param reasons clauses for the middle of a sentence, none if there is no doubt
 * @param training how far training differs, a clause; empty if it is similar
 */
record EndDoubts(List<String> reasons, Optional<String> training) {

  /** Mean distance of paired training accuracies up to which training is similar, in points. */
  static final double SIMILAR_ACCURACY = 1;

  /**
   * Mean distance of paired training losses up to which training is similar, as a share of 1 + the
   * smaller loss, which is the unit of φ.
   */
  static final double SIMILAR_LOSS = 0.05;

  /** Looks for doubts in a comparison of at least one trial. */
  static EndDoubts of(ComparisonResult result) {
    List<String> reasons = new ArrayList<>();
    count(result, RunResult::diverged).ifPresent(runs -> reasons.add(runs + " diverged"));
    count(result, EndDoubts::endedAtLimit)
        .ifPresent(
            runs -> reasons.add(runs + " ended at the epoch limit, which need not be a minimum"));
    Optional<String> training = training(result);
    training.ifPresent(reasons::add);
    return new EndDoubts(List.copyOf(reasons), training);
  }

  /** Whether a run stopped because its epochs were used up. */
  static boolean endedAtLimit(RunResult run) {
    return !run.diverged() && run.stopped().toLowerCase(Locale.ROOT).equals("epochs");
  }

  private static Optional<String> count(ComparisonResult result, Predicate<RunResult> which) {
    List<String> counts = new ArrayList<>();
    int trials = result.trials().size();
    counted(result, TrialResult::small, which)
        .ifPresent(runs -> counts.add(runs + " of " + trials + " small-batch"));
    counted(result, TrialResult::large, which)
        .ifPresent(runs -> counts.add(runs + " of " + trials + " large-batch"));
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" and ", counts) + " runs");
  }

  private static Optional<Long> counted(
      ComparisonResult result, Function<TrialResult, RunResult> run, Predicate<RunResult> which) {
    long runs = result.trials().stream().map(run).filter(which).count();
    return runs == 0 ? Optional.empty() : Optional.of(runs);
  }

  private static Optional<String> training(ComparisonResult result) {
    double accuracy = mean(result, EndDoubts::accuracyDistance);
    if (accuracy > SIMILAR_ACCURACY) {
      return Optional.of("training accuracies differ by " + Numbers.fixed(accuracy, 2) + " points");
    }
    if (mean(result, EndDoubts::lossShare) > SIMILAR_LOSS) {
      return Optional.of(
          "training losses differ by "
              + Numbers.significant(mean(result, EndDoubts::lossDistance), 2)
              + " nats");
    }
    return Optional.empty();
  }

  private static double accuracyDistance(TrialResult trial) {
    return Math.abs(trial.small().trainAccuracy() - trial.large().trainAccuracy());
  }

  private static double lossDistance(TrialResult trial) {
    return Math.abs(trial.small().trainLoss() - trial.large().trainLoss());
  }

  private static double lossShare(TrialResult trial) {
    return lossDistance(trial)
        / (1 + Math.min(trial.small().trainLoss(), trial.large().trainLoss()));
  }

  private static double mean(ComparisonResult result, ToDoubleFunction<TrialResult> distance) {
    return Statistics.estimate(
            result.trials().stream()
                .filter(trial -> !trial.small().diverged() && !trial.large().diverged())
                .mapToDouble(distance)
                .toArray())
        .mean();
  }
}
