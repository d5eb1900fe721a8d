package dev.basin.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes {@link Measurements} as Markdown. */
final class SpeedTables {
  private final Measurements measurements;
  private final List<String> contenders;
  private final List<Integer> batches;
  private final int cores;

  SpeedTables(
      Measurements measurements, List<String> contenders, List<Integer> batches, int cores) {
    this.measurements = measurements;
    this.contenders = List.copyOf(contenders);
    this.batches = List.copyOf(batches);
    this.cores = cores;
  }

  String markdown(Map<String, String> machine) {
    StringBuilder text = new StringBuilder();
    text.append("| machine | |\n|---|---|\n");
    machine.forEach((name, value) -> row(text, name, value));
    measurements.versions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> row(text, entry.getKey(), entry.getValue()));
    text.append('\n');
    epochs(text);
    text.append('\n');
    best(text);
    text.append('\n');
    products(text);
    return text.toString();
  }

  private void epochs(StringBuilder text) {
    text.append(
        "| batch | layout | contender | s an epoch (median; range; n) | time / Basin's | GFLOP/s"
            + " | share of sgemm |\n|---:|---|---|---|---:|---:|---:|\n");
    for (int batch : batches) {
      for (Layout layout : Layout.values()) {
        OptionalDouble basin = median(layout, batch, Contenders.BASIN);
        for (String contender : contenders) {
          Optional<Statistics> found = seconds(layout, batch, contender);
          if (found.isPresent()) {
            Statistics seconds = found.get();
            row(
                text,
                Integer.toString(batch),
                layout.label(),
                contender,
                format("%.2f; ", seconds.median())
                    + format("%.2f–%.2f; ", seconds.least(), seconds.greatest())
                    + seconds.count(),
                ratio(seconds.median(), basin),
                format("%.0f", gflops(seconds.median())),
                share(gflops(seconds.median())));
          }
        }
      }
    }
  }

  /** The same with each contender in the layout that suits it best. */
  private void best(StringBuilder text) {
    text.append(
        "| batch | contender | best layout, s an epoch | time / Basin's |\n|---:|---|---:|---:|\n");
    for (int batch : batches) {
      OptionalDouble basin = bestMedian(batch, Contenders.BASIN);
      for (String contender : contenders) {
        bestMedian(batch, contender)
            .ifPresent(
                seconds ->
                    row(
                        text,
                        Integer.toString(batch),
                        contender,
                        format("%.2f", seconds),
                        ratio(seconds, basin)));
      }
    }
  }

  private void products(StringBuilder text) {
    text.append("| sgemm | threads, one product each | GFLOP/s (median; range; n) |\n");
    text.append("|---|---:|---|\n");
    for (Measurements.SgemmCell product : measurements.products()) {
      measurements
          .rate(product)
          .ifPresent(
              rate ->
                  row(
                      text,
                      product.shape(),
                      Integer.toString(product.threads()),
                      format("%.0f; ", rate.median())
                          + format("%.0f–%.0f; ", rate.least(), rate.greatest())
                          + rate.count()));
    }
  }

  private Optional<Statistics> seconds(Layout layout, int batch, String contender) {
    return measurements.seconds(new Measurements.Cell(layout, batch, contender));
  }

  private OptionalDouble median(Layout layout, int batch, String contender) {
    return seconds(layout, batch, contender)
        .map(found -> OptionalDouble.of(found.median()))
        .orElse(OptionalDouble.empty());
  }

  private OptionalDouble bestMedian(int batch, String contender) {
    return List.of(Layout.values()).stream()
        .flatMapToDouble(layout -> median(layout, batch, contender).stream())
        .min();
  }

  private static double gflops(double secondsOfEpoch) {
    return F1.flopsOfEpoch() / secondsOfEpoch / 1e9;
  }

  private String share(double gflops) {
    return measurements
        .rate(new Measurements.SgemmCell(SgemmReport.BOUND, cores))
        .map(bound -> format("%.0f %%", 100 * gflops / bound.median()))
        .orElse("–");
  }

  private static String ratio(double seconds, OptionalDouble basin) {
    return basin.isPresent() ? format("%.2f", seconds / basin.getAsDouble()) : "–";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
