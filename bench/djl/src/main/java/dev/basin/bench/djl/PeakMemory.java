package dev.basin.bench.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most resident memory that this process has had, as Linux counts it. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmHWM:";

  private PeakMemory() {}

  /** In 10⁶ bytes; 0 where the system does not tell. */
  static double megabytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(KEY))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
        .findFirst()
        .orElse(0);
  }
}
