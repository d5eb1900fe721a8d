package dev.basin.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes {@link Measurements} of whole epochs as Markdown. */
final class SpeedTables {
  private final Measurements measurements;
  private final long flopsOfEpoch;
  private final List<String> contenders;
  private final List<Integer> batches;
  private final int cores;

  SpeedTables(
      Measurements measurements,
      long flopsOfEpoch,
      List<String> contenders,
      List<Integer> batches,
      int cores) {
    this.measurements = measurements;
    this.flopsOfEpoch = flopsOfEpoch;
    this.contenders = List.copyOf(contenders);
    this.batches = List.copyOf(batches);
    this.cores = cores;
  }

  String markdown(Map<String, String> machine) {
    Markdown text = new Markdown();
    text.facts(machine, measurements.versions());
    epochs(text);
    best(text);
    text.products(measurements);
    return text.toString();
  }

  private void epochs(Markdown text) {
    text.head(
        "batch,r",
        "layout",
        "contender",
        "s an epoch (median; range; n)",
        "time / Basin's,r",
        "GFLOP/s,r",
        "share of sgemm,r",
        "peak MB a process,r");
    for (int batch : batches) {
      for (Layout layout : Layout.values()) {
        OptionalDouble basin = median(layout, batch, Contenders.BASIN);
        for (String contender : contenders) {
          Measurements.Cell cell = new Measurements.Cell(layout, batch, contender);
          measurements.seconds(cell).ifPresent(seconds -> epoch(text, cell, seconds, basin));
        }
      }
    }
  }

  private void epoch(
      Markdown text, Measurements.Cell cell, Statistics seconds, OptionalDouble basin) {
    double gflops = flopsOfEpoch / seconds.median() / 1e9;
    text.row(
        Integer.toString(cell.batch()),
        cell.layout().label(),
        cell.contender(),
        Markdown.statistics("%.2f", seconds),
        Markdown.ratio(seconds.median(), basin),
        Markdown.format("%.0f", gflops),
        Markdown.share(gflops, measurements.bound(cores)),
        Markdown.memory(measurements.peakMemoryMB(cell)));
  }

  /** The same with each contender in the layout that suits it best. */
  private void best(Markdown text) {
    text.head("batch,r", "contender", "best layout, s an epoch,r", "time / Basin's,r");
    for (int batch : batches) {
      OptionalDouble basin = bestMedian(batch, Contenders.BASIN);
      for (String contender : contenders) {
        bestMedian(batch, contender)
            .ifPresent(
                seconds ->
                    text.row(
                        Integer.toString(batch),
                        contender,
                        Markdown.format("%.2f", seconds),
                        Markdown.ratio(seconds, basin)));
      }
    }
  }

  private OptionalDouble median(Layout layout, int batch, String contender) {
    Optional<Statistics> seconds =
        measurements.seconds(new Measurements.Cell(layout, batch, contender));
    return seconds.stream().mapToDouble(Statistics::median).findFirst();
  }

  private OptionalDouble bestMedian(int batch, String contender) {
    return List.of(Layout.values()).stream()
        .flatMapToDouble(layout -> median(layout, batch, contender).stream())
        .min();
  }
}
