package dev.basin.lab.run;

import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.lab.Environment;
import dev.basin.lab.Progress;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.StoreLock;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every job of a run of studies uses.
 *
 * @param store where everything is kept
 * @param data the data sets
 * @param workers who compute
 * @param activationMemory bytes of activations that one chunk may keep
 * @param checkpointInterval how often the state of training is saved
 * @param environment what the results are made with
 * @param progress hears of work in floating-point operations
 * @param cancellation stops everything at the next safe point
 * @param notes hears what a person should know: what was damaged and is redone, who is waited for
 */
record JobContext(
    RunStore store,
    DataPool data,
    Workers workers,
    long activationMemory,
    Duration checkpointInterval,
    Environment environment,
    Progress progress,
    Cancellation cancellation,
    Consumer<String> notes) {

  String owner() {
    return "process " + ProcessHandle.current().pid() + " on " + hostName();
  }

  private static String hostName() {
    String name = System.getenv("HOSTNAME");
    return name == null || name.isBlank() ? System.getProperty("os.name") : name;
  }

  /** The mean loss of a trial's network over some points. */
  DatasetObjective objective(Network network, TrialConfig config, Dataset points) {
    return new DatasetObjective(network, points, config.chunkSize(), workers, cancellation)
        .withActivationMemory(activationMemory);
  }

  /**
   * Does a job's work while no other process does the same.
   *
   * @param lock its name in the store
   * @return false if another process is at it
   */
  boolean alone(String lock, Job job, Runnable work) {
    Optional<StoreLock> taken = store.tryLock(lock, owner());
    if (taken.isEmpty()) {
      return false;
    }
    try (StoreLock held = taken.get()) {
      work.run();
    }
    progress.finished(job.name());
    return true;
  }

  /**
   * Whether something measured is there whole; what is damaged is said and forgotten.
   *
   * @param read reads it
   * @param forget removes it
   */
  boolean isWhole(Supplier<? extends Optional<?>> read, Runnable forget) {
    try {
      return read.get().isPresent();
    } catch (DamagedException e) {
      notes.accept(e.getMessage() + "; measured again");
      forget.run();
      return false;
    }
  }
}
