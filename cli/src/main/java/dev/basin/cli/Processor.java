package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;

/**
 * What matters of a processor to Basin's speed.
 *
 * @param architecture as Java's {@code os.arch} names it
 * @param flags its features as /proc/cpuinfo lists them; blank where the system does not tell
 */
record Processor(String architecture, String flags) {
  private static final Set<String> X86 = Set.of("amd64", "x86_64", "x86-64");

  static Processor ofThisMachine() {
    return new Processor(System.getProperty("os.arch", ""), NativeRuntime.processorFlags());
  }

  /** Whether it is known to lack the instructions that the matrix products want. */
  boolean lacksAvx2() {
    return X86.contains(architecture)
        && !flags.isBlank()
        && !Arrays.asList(flags.strip().split("\\s+")).contains("avx2");
  }

  /** What is wrong without AVX2, and its cure. */
  static String problem() {
    return "the processor has no AVX2: results hold, but training will be several times slower;"
        + " use another machine, or start with --quick.";
  }

  void warnIfSlow(PrintStream out) {
    if (lacksAvx2()) {
      out.println("basin: warning: " + problem());
    }
  }
}
