package dev.basin.cli;

import dev.basin.lab.run.MeasuredTrials;
import dev.basin.lab.store.RunStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Trials of a store whose weights are measured, in the place of weight files. */
final class TrialOptions {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "The store of --trial, where the result is kept, too, and found again (default"
              + " basin-store).")
  private @Nullable Path root;

  @Option(
      names = "--trial",
      paramLabel = "NAME",
      description =
          "Measure the solution of this trial of the store, named as 'basin store list' names it,"
              + " or by how its name begins; it says network, data and chunk size. Where two"
              + " solutions are measured, say it twice, the first solution first.")
  private List<String> names = List.of();

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = "Measure the trial's weights after this epoch, if they were kept.")
  @OptionRange(least = 1, most = dev.basin.engine.Range.MOST_EPOCHS)
  private @Nullable Integer epoch;

  boolean areGiven() {
    return !names.isEmpty();
  }

  List<String> names() {
    return names;
  }

  @Nullable Integer epoch() {
    return epoch;
  }

  Path root() {
    return root == null ? Path.of("basin-store") : root;
  }

  boolean hasStore() {
    return root != null;
  }

  /** The trials, finished and with weights to measure. */
  MeasuredTrials find() {
    return MeasuredTrials.find(RunStore.existing(root(), StudyStoreOption::say), names, epoch);
  }
}
