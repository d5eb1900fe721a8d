package dev.basin.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything measured in one run of {@link SideBySide}, gathered over its rounds. */
final class Measurements {
  private final Map<Cell, List<Double>> epochSeconds = new LinkedHashMap<>();
  private final Map<SgemmCell, List<Double>> gflops = new LinkedHashMap<>();
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
      String blas = job.blas().isEmpty() ? "" : ", " + String.join(", ", job.blas());
      versions.put(cell.contender(), job.version() + blas);
    }
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

  Optional<Statistics> rate(SgemmCell cell) {
    return summary(gflops.get(cell));
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
