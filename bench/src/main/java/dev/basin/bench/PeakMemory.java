package dev.basin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The most resident memory that a process has had, as Linux counts it. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmHWM:";

  private PeakMemory() {}

  /** Of this process so far, in 10⁶ bytes; 0 where the system does not tell. */
  static double ofThisProcessInMB() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      return fromStatus(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return 0;
    }
  }

  /** From the lines of a process's status file, whose numbers are in 1,024 bytes. */
  static double fromStatus(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(KEY))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
        .findFirst()
        .orElse(0);
  }
}
