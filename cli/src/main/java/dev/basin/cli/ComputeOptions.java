package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.machine.MachineProcessors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of the machine to use. */
final class ComputeOptions {
  @Option(
      names = "--parallel",
      paramLabel = "P",
      description =
          "Threads that compute at once (default: all cores that this process may use). Results do"
              + " not depend on it.")
  @OptionRange(least = 1, most = Workers.MOST_THREADS)
  private @Nullable Integer parallel;

  /** Makes the workers, and warns where they will be slow. */
  Workers workers() {
    NativeRuntime.requireThreads(parallelism());
    Processor.ofThisMachine().warnIfSlow(System.err);
    return new Workers(parallelism());
  }

  /** Threads that compute at once. */
  int parallelism() {
    return parallel == null
        ? Math.min(Workers.MOST_THREADS, MachineProcessors.available())
        : parallel.intValue();
  }
}
