package dev.basin.lab.report;

import dev.basin.data.EpochBatches;
import dev.basin.data.LastBatch;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.SmallLastBatch;
import dev.basin.lab.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What about this comparison's own runs limits what it can say. */
final class RunCautions {

  /** Points of a batch that BatchNorm needs, which every network that is compared has. */
  private static final int FEWEST = 2;

  private RunCautions() {}

  static List<String> of(ComparisonResult result) {
    List<String> cautions = new ArrayList<>();
    regime(result, "small-batch", TrialResult::small, cautions);
    regime(result, "large-batch", TrialResult::large, cautions);
    List<String> differences = PaperSetting.differences(result);
    if (!differences.isEmpty()) {
      cautions.add(
          "This is not the paper’s setting ("
              + String.join("; ", differences)
              + "): its numbers are shown for orientation only.");
    }
    if (!result.dataOrigin().isEmpty()) {
      cautions.add("The data: " + result.dataOrigin() + ".");
    }
    EndDoubts.of(result)
        .training()
        .ifPresent(
            differ ->
                cautions.add(
                    differ.substring(0, 1).toUpperCase(Locale.ROOT)
                        + differ.substring(1)
                        + ": the two did not reach similar training, so a test gap need not come"
                        + " from the kind of minimum."));
    return cautions;
  }

  private static void regime(
      ComparisonResult result,
      String name,
      Function<TrialResult, RunResult> run,
      List<String> cautions) {
    String diverged = trials(result, run, RunResult::diverged);
    if (!diverged.isEmpty()) {
      cautions.add(
          "The "
              + name
              + " run diverged in trial "
              + diverged
              + ": its loss stopped being finite. It enters no mean.");
    }
    String limited = trials(result, run, EndDoubts::endedAtLimit);
    smallLastBatch(result, name, run).ifPresent(cautions::add);
    if (!limited.isEmpty()) {
      cautions.add(
          "The "
              + name
              + " run of trial "
              + limited
              + " ended at the epoch limit, not because its loss ceased to improve: its end point"
              + " may not be a minimum.");
    }
  }

  private static Optional<String> smallLastBatch(
      ComparisonResult result, String name, Function<TrialResult, RunResult> run) {
    return result.trials().stream()
        .map(run)
        .map(RunResult::batchSize)
        .filter(size -> size >= FEWEST && size <= result.trainPoints())
        .map(size -> new EpochBatches(result.trainPoints(), size, lastBatch(result), FEWEST))
        .filter(EpochBatches::isLastSmall)
        .findFirst()
        .map(
            batches ->
                "In the "
                    + name
                    + " runs "
                    + SmallLastBatch.words(true, batches)
                    + ". It can be left out (--last-batch drop).");
  }

  private static LastBatch lastBatch(ComparisonResult result) {
    return result.lastBatch().equals(LastBatch.DROP.label()) ? LastBatch.DROP : LastBatch.KEEP;
  }

  private static String trials(
      ComparisonResult result, Function<TrialResult, RunResult> run, Predicate<RunResult> which) {
    List<String> numbers =
        result.trials().stream()
            .filter(trial -> which.test(run.apply(trial)))
            .map(trial -> Integer.toString(trial.trial()))
            .toList();
    return String.join(", ", numbers);
  }
}
