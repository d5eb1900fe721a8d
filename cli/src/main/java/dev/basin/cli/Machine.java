package dev.basin.cli;

import dev.basin.engine.EngineException;
import dev.basin.engine.NativeRuntime;
import dev.basin.lab.Environment;
import dev.basin.lab.Versions;
import dev.basin.machine.MachineMemory;
import dev.basin.machine.MachineProcessors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What this machine is, for records and for {@code doctor}. */
final class Machine {
  private Machine() {}

  static Environment environment() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("java", System.getProperty("java.runtime.version", "unknown"));
    versions.put("libtorch", Versions.library("libtorch"));
    String blas = NativeRuntime.start().label();
    versions.put(blas, Versions.library(blas));
    for (String variable : new String[] {"OPENBLAS_CORETYPE", "MKL_CBWR"}) {
      String value = System.getenv(variable);
      if (value != null) {
        versions.put(variable, value);
      }
    }
    return new Environment(
        Versions.basin(),
        Versions.commit(),
        NativeRuntime.processorModel(),
        MachineProcessors.available(),
        memoryBytes(),
        operatingSystem(),
        blas,
        versions);
  }

  static String operatingSystem() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  /** Memory in all, bounded by that of the container; 0 where the system does not tell. */
  static long memoryBytes() {
    return MachineMemory.ofThisMachine()
        .total()
        .orElseGet(
            () ->
                ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getTotalMemorySize()
                    : 0);
  }

  /** The largest resident memory of this process, 0 where the system does not tell. */
  static long peakMemoryBytes() {
    return kilobytes(Path.of("/proc/self/status"), "VmHWM:");
  }

  /**
   * Refuses work before it is begun.
   *
   * @param bytes that it needs, about
   * @param work what it is, in the plural
   * @param cure what to do instead
   * @throws IllegalArgumentException if more is needed than is available to this process
   * @throws EngineException if a limit of the process itself is what leaves too little
   */
  static void requireMemory(double bytes, String work, String cure) {
    MachineMemory memory = MachineMemory.ofThisMachine();
    OptionalLong free = memory.available();
    if (free.isEmpty() || bytes <= free.getAsLong()) {
      return;
    }
    String refusal =
        String.format(
            "%s need about %.1f GB, and %s; %s", work, bytes * 1e-9, memory.inWords(), cure);
    String command = memory.tightest().map(MachineMemory.Limit::command).orElse("");
    if (!command.isEmpty()) {
      throw new EngineException(refusal + ", or raise it (" + command + " unlimited)");
    }
    throw new IllegalArgumentException(refusal);
  }

  private static long kilobytes(Path table, String name) {
    if (!Files.isReadable(table)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(table)) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
