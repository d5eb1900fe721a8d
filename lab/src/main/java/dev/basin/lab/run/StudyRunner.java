package dev.basin.lab.run;

import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.lab.Environment;
import dev.basin.lab.Progress;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.Plan;
import dev.basin.objective.DatasetObjective;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * Runs studies into a store: what the store holds already is taken, what is missing is trained and
 * measured, and what several studies ask for is done once. However often it is killed and run
 * again, the store ends with the same bytes.
 */
public final class StudyRunner {
  /** How often the state of a training run is saved, unless said otherwise. */
  public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(60);

  private final RunStore store;
  private final DataCatalogue catalogue;
  private final Workers workers;
  private final double memory;
  private final Duration checkpointInterval;
  private final Environment environment;
  private final Cancellation cancellation;
  private final Consumer<String> notes;

  /**
   * A runner.
   *
   * @param store where everything is kept
   * @param catalogue finds the data
   * @param workers who compute
   * @param memory bytes that all jobs may take together
   * @param checkpointInterval how often the state of training is saved, at the end of the next
   *     epoch
   * @param environment what the results are made with, for the record
   * @param cancellation stops it at the next safe point
   * @param notes hears what a person should know
   */
  public StudyRunner(
      RunStore store,
      DataCatalogue catalogue,
      Workers workers,
      double memory,
      Duration checkpointInterval,
      Environment environment,
      Cancellation cancellation,
      Consumer<String> notes) {
    this.store = store;
    this.catalogue = catalogue;
    this.workers = workers;
    this.memory = memory;
    this.checkpointInterval = checkpointInterval;
    this.environment = environment;
    this.cancellation = cancellation;
    this.notes = notes;
  }

  /**
   * Runs plans.
   *
   * @param plans what to run
   * @param networks only of these networks; empty for all
   * @param progress makes what hears of the work, given all of it in floating-point operations
   * @throws CancellationException if stopped; everything finished is kept
   * @throws RunFolderException if the store cannot be read or written; everything finished is kept
   */
  public void run(List<Plan> plans, Set<String> networks, DoubleFunction<Progress> progress) {
    run(
        context -> new JobGraph(context, plans, networks).jobs(),
        () -> plans.forEach(this::keep),
        progress);
  }

  /**
   * Measures finished trials, and keeps the result where studies that ask for it find it.
   *
   * @param progress makes what hears of the work, given all of it in floating-point operations
   * @throws CancellationException if stopped; points that were measured are kept
   * @throws dev.basin.objective.NonFiniteLossException if the loss is not finite there
   * @throws IllegalArgumentException if there is nothing to measure, with the reason
   * @throws RunFolderException if the store cannot be read or written, or the data are others
   */
  public void measure(
      MeasuredTrials trials, MeasurementFile file, DoubleFunction<Progress> progress) {
    run(context -> List.of(trials.job(context, file)), () -> {}, progress);
  }

  private void run(
      Function<JobContext, List<? extends Job>> maker,
      Runnable begin,
      DoubleFunction<Progress> progress) {
    try (DataPool data = new DataPool(catalogue)) {
      // the work is known when the jobs are, and the jobs tell of it
      LateProgress told = new LateProgress();
      JobContext context =
          new JobContext(
              store,
              data,
              workers,
              DatasetObjective.DEFAULT_ACTIVATION_MEMORY,
              checkpointInterval,
              environment,
              told,
              cancellation,
              notes);
      List<? extends Job> jobs = maker.apply(context);
      told.to(progress.apply(jobs.stream().mapToDouble(Job::flops).sum()));
      begin.run();
      new Scheduler(workers, memory, cancellation, notes).run(List.copyOf(jobs));
    }
  }

  private void keep(Plan plan) {
    store.write(plan);
    store.writeOptions(
        plan.study(),
        plan.study().subjects().stream()
            .flatMap(subject -> catalogue.options(subject.data()).stream())
            .distinct()
            .flatMap(List::stream)
            .toList());
  }
}
