package dev.basin.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gathers {@link StepReport}s over the rounds of one run and writes them as Markdown. */
final class StepTable {
  private final long flopsOfPoint;
  private final int points;
  private final int cores;
  private final Measurements products = new Measurements();
  private final Map<Cell, List<StepReport>> reports = new LinkedHashMap<>();

  private record Cell(int batch, String contender) {}

  /**
   * Starts a table.
   *
   * @param flopsOfPoint floating-point operations of a step for each of its points
   * @param points of an epoch
   * @param cores that contenders may use
   */
  StepTable(long flopsOfPoint, int points, int cores) {
    this.flopsOfPoint = flopsOfPoint;
    this.points = points;
    this.cores = cores;
  }

  void add(SgemmReport report) {
    products.add(report);
  }

  void add(String contender, StepReport report) {
    products.note(contender, report.version(), report.blas());
    reports
        .computeIfAbsent(new Cell(report.batch(), contender), absent -> new ArrayList<>())
        .add(report);
  }

  String markdown(Map<String, String> machine) {
    Markdown text = new Markdown();
    text.facts(machine, products.versions());
    text.head(
        "batch,r",
        "contender",
        "s a step (median; range; n)",
        "time / Basin's,r",
        "GFLOP/s,r",
        "share of sgemm,r",
        "an epoch; range",
        Projection.EPOCHS + " epochs",
        "peak MB,r");
    reports.keySet().stream()
        .sorted((first, second) -> Integer.compare(first.batch(), second.batch()))
        .forEach(cell -> row(text, cell));
    text.text(
        "An epoch and %d epochs are projected from the steps: without the evaluations between"
            + " epochs, and as if every hour were like the minutes that were measured.",
        Projection.EPOCHS);
    text.products(products);
    return text.toString();
  }

  private void row(Markdown text, Cell cell) {
    Optional<Statistics> found = seconds(cell);
    if (found.isEmpty()) {
      return;
    }
    Statistics step = found.get();
    double gflops = cell.batch() * flopsOfPoint / step.median() / 1e9;
    Projection typical = projection(cell, step.median());
    text.row(
        Integer.toString(cell.batch()),
        cell.contender(),
        Markdown.statistics("%.2f", step),
        Markdown.ratio(step.median(), basin(cell.batch())),
        Markdown.format("%.0f", gflops),
        Markdown.share(gflops, products.bound(cores)),
        Projection.inWords(typical.epochSeconds())
            + Markdown.format(
                "; %s–%s",
                Projection.inWords(projection(cell, step.least()).epochSeconds()),
                Projection.inWords(projection(cell, step.greatest()).epochSeconds())),
        Projection.inWords(typical.runSeconds()),
        Markdown.memory(peakMemory(cell)));
  }

  private Projection projection(Cell cell, double stepSeconds) {
    return Projection.of(stepSeconds, cell.batch(), points);
  }

  private Optional<Statistics> seconds(Cell cell) {
    List<Double> all =
        reports.getOrDefault(cell, List.of()).stream()
            .flatMap(report -> report.warmSteps().stream())
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(all));
  }

  private OptionalDouble basin(int batch) {
    return seconds(new Cell(batch, Contenders.BASIN)).stream()
        .mapToDouble(Statistics::median)
        .findFirst();
  }

  private double peakMemory(Cell cell) {
    return reports.getOrDefault(cell, List.of()).stream()
        .mapToDouble(StepReport::peakMemoryMB)
        .max()
        .orElse(0);
  }
}
