package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.Environment;
import dev.basin.lab.Versions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        Runtime.getRuntime().availableProcessors(),
        memoryBytes(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        blas,
        versions);
  }

  static long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /** The largest resident memory of this process, 0 where the system does not tell. */
  static long peakMemoryBytes() {
    return kilobytes(Path.of("/proc/self/status"), "VmHWM:");
  }

  /** Memory that can still be had without swapping, 0 where the system does not tell. */
  static long availableMemoryBytes() {
    return kilobytes(Path.of("/proc/meminfo"), "MemAvailable:");
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
