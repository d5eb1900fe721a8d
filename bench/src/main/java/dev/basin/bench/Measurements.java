package dev.basin.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything measured in one run, gathered over its rounds. */
final class Measurements {
  private final Map<Cell, List<Double>> epochSeconds = new LinkedHashMap<>();
  private final Map<SgemmCell, List<Double>> gflops = new LinkedHashMap<>();
  private final Map<Cell, Double> peakMemory = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();

  /** One line of the table. */
  record Cell(Layout layout, int batch, String contender) {}

  /** One measured product. */
  record SgemmCell(String shape, int threads) {}

  void add(Cell cell, List<EpochReport> jobs) {
    epochSeconds
        .computeIfAbsent(cell, absent -> new ArrayList<>())
        .addAll(cell.layout().epochCosts(jobs));
    for (EpochReport job : jobs) {
      peakMemory.merge(cell, job.peakMemoryMB(), Math::max);
      note(cell.contender(), job.version(), job.blas());
    }
  }

  /** Keeps what a contender said of itself. */
  void note(String contender, String version, List<String> blas) {
    versions.put(contender, version + (blas.isEmpty() ? "" : ", " + String.join(", ", blas)));
  }

  void add(SgemmReport report) {
    versions.put("sgemm", report.blas());
    for (SgemmReport.Rate rate : report.rates()) {
      gflops
          .computeIfAbsent(new SgemmCell(rate.shape(), rate.threads()), absent -> new ArrayList<>())
          .add(rate.gflops());
    }
  }

  Optional<Statistics> seconds(Cell cell) {
    return summary(epochSeconds.get(cell));
  }

  /** The most resident memory of any process of that line, 10⁶ bytes; 0 where not known. */
  double peakMemoryMB(Cell cell) {
    return peakMemory.getOrDefault(cell, 0.0);
  }

  Optional<Statistics> rate(SgemmCell cell) {
    return summary(gflops.get(cell));
  }

  /** The rate that all others are compared with: large products on all cores. */
  Optional<Statistics> bound(int cores) {
    return rate(new SgemmCell(SgemmReport.BOUND, cores));
  }

  List<SgemmCell> products() {
    return List.copyOf(gflops.keySet());
  }

  /** Version and matrix library of each contender that ran. */
  Map<String, String> versions() {
    return Map.copyOf(versions);
  }

  private static Optional<Statistics> summary(@Nullable List<Double> of) {
    return of == null || of.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(of));
  }
}
