package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunEnd;
import dev.basin.lab.TrialResult;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Why the ends of small-batch and large-batch runs cannot be compared as two minima: some run has
 * no end, some end may not be a minimum, or the two were not trained to similar losses.
 *
 * @param reasons clauses for the middle of a sentence, none if there is no doubt
 * @param training how far training differs, a clause; empty if it is similar
 */
public record EndDoubts(List<String> reasons, Optional<String> training) {

  /** Mean distance of paired training accuracies up to which training is similar, in points. */
  static final double SIMILAR_ACCURACY = 1;

  /**
   * Mean distance of paired training losses up to which training is similar, as a share of 1 + the
   * smaller loss, which is the unit of φ.
   */
  static final double SIMILAR_LOSS = 0.05;

  /** Looks for doubts in a comparison of at least one trial. */
  static EndDoubts of(ComparisonResult result) {
    return of(
        new Runs("small-batch", result.trials().stream().map(TrialResult::small).toList()),
        new Runs("large-batch", result.trials().stream().map(TrialResult::large).toList()));
  }

  /**
   * The runs of one of two ways to train.
   *
   * @param name as it stands before the word runs
   * @param ends one a trial
   */
  public record Runs(String name, List<? extends RunEnd> ends) {
    private Optional<String> count(Predicate<RunEnd> which) {
      long count = ends.stream().filter(which).count();
      return count == 0 ? Optional.empty() : Optional.of(count + " of " + ends.size() + " " + name);
    }
  }

  /** Looks for doubts in runs that are paired by trial. */
  public static EndDoubts of(Runs first, Runs second) {
    List<String> reasons = new ArrayList<>();
    count(first, second, RunEnd::diverged).ifPresent(runs -> reasons.add(runs + " diverged"));
    count(first, second, EndDoubts::endedAtLimit)
        .ifPresent(
            runs -> reasons.add(runs + " ended at the epoch limit, which need not be a minimum"));
    Optional<String> training = training(first.ends(), second.ends());
    training.ifPresent(reasons::add);
    return new EndDoubts(List.copyOf(reasons), training);
  }

  /** Whether a run stopped because its epochs were used up. */
  static boolean endedAtLimit(RunEnd run) {
    return !run.diverged() && run.stopped().toLowerCase(Locale.ROOT).equals("epochs");
  }

  private static Optional<String> count(Runs first, Runs second, Predicate<RunEnd> which) {
    String counts =
        Stream.of(first, second)
            .flatMap(runs -> runs.count(which).stream())
            .collect(Collectors.joining(" and "));
    return counts.isEmpty() ? Optional.empty() : Optional.of(counts + " runs");
  }

  private static Optional<String> training(
      List<? extends RunEnd> first, List<? extends RunEnd> second) {
    double accuracy =
        mean(first, second, (one, other) -> one.trainAccuracy() - other.trainAccuracy());
    if (accuracy > SIMILAR_ACCURACY) {
      return Optional.of("training accuracies differ by " + Numbers.fixed(accuracy, 2) + " points");
    }
    double share =
        mean(
            first,
            second,
            (one, other) ->
                (one.trainLoss() - other.trainLoss())
                    / (1 + Math.min(one.trainLoss(), other.trainLoss())));
    if (share > SIMILAR_LOSS) {
      double loss = mean(first, second, (one, other) -> one.trainLoss() - other.trainLoss());
      return Optional.of("training losses differ by " + Numbers.significant(loss, 2) + " nats");
    }
    return Optional.empty();
  }

  /** The mean over trials of the absolute value of a difference. */
  private static double mean(
      List<? extends RunEnd> first,
      List<? extends RunEnd> second,
      ToDoubleBiFunction<RunEnd, RunEnd> difference) {
    return Statistics.estimate(
            IntStream.range(0, Math.min(first.size(), second.size()))
                .filter(k -> !first.get(k).diverged() && !second.get(k).diverged())
                .mapToDouble(k -> difference.applyAsDouble(first.get(k), second.get(k)))
                .map(Math::abs)
                .toArray())
        .mean();
  }
}
