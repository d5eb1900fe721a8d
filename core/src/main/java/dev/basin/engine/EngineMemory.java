package dev.basin.engine;

import dev.basin.machine.MachineMemory;
import dev.basin.machine.MachineMemory.Limit;

/**
 * What the engine takes before it computes anything, held against the limits of the process. It is
 * asked before the first library is loaded, because the matrix library and Java itself end the
 * process where they get no memory.
 */
final class EngineMemory {
  /** Address space of libtorch and a matrix library, as measured 690 to 710 MB, of both kinds. */
  private static final long LIBRARIES = 750_000_000L;

  /** Address space of a thread that multiplies matrices, as measured 75 to 170 MB. */
  private static final long THREAD = 170_000_000L;

  /** A first data set and its results. */
  private static final long WORK = 500_000_000L;

  /** Memory of the libraries and of first products, as measured 150 MB. */
  private static final long RESIDENT = 180_000_000L;

  private static final double GIGABYTE = 1e9;
  private static final long KILOBYTE = 1024;

  private EngineMemory() {}

  /**
   * Looks whether it can be had.
   *
   * @param memory what this process may use
   * @param loaded whether the libraries are there already
   * @param threads how many compute at once
   * @throws EngineException if a limit of the process leaves less
   */
  static void require(MachineMemory memory, boolean loaded, int threads) {
    long need = (loaded ? 0 : LIBRARIES) + threads * THREAD;
    for (Limit limit : memory.processLimits()) {
      if (limit.left() < need) {
        throw new EngineException(
            String.format(
                "%s is %.1f GB, of which %.1f GB are left, and %s %s needs %.1f GB more; raise it"
                    + " (%s unlimited, or at least %d)%s",
                limit.source(),
                limit.bytes() / GIGABYTE,
                limit.left() / GIGABYTE,
                loaded ? "computing with" : "the engine with",
                threads == 1 ? "1 thread" : threads + " threads",
                need / GIGABYTE,
                limit.command(),
                (limit.used() + need + WORK) / KILOBYTE,
                threads == 1 ? "" : ", or take a smaller --parallel"));
      }
    }
    if (!loaded && memory.available().orElse(Long.MAX_VALUE) < RESIDENT) {
      throw new EngineException(
          String.format(
              "the engine needs %.1f GB before it computes anything, and %s; allow more, 2 GB at"
                  + " best",
              RESIDENT / GIGABYTE, memory.inWords()));
    }
  }
}
