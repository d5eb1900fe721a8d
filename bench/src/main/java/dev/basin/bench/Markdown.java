package dev.basin.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Text in Markdown, and how numbers are written in its tables. */
final class Markdown {
  private static final String UNKNOWN = "–";

  private final StringBuilder text = new StringBuilder();

  /** What the numbers depend on, as the first table. */
  void facts(Map<String, String> machine, Map<String, String> versions) {
    head("machine", "");
    machine.forEach(this::row);
    versions.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> row(entry.getKey(), entry.getValue()));
  }

  /** The measured products, as a table. */
  void products(Measurements measurements) {
    head("sgemm", "threads with a product each,r", "GFLOP/s (median; range; n)");
    for (Measurements.SgemmCell product : measurements.products()) {
      measurements
          .rate(product)
          .ifPresent(
              rate ->
                  row(
                      product.shape(),
                      Integer.toString(product.threads()),
                      statistics("%.0f", rate)));
    }
  }

  /** The head of a new table. A title that ends in {@code ,r} stands above numbers. */
  void head(String... titles) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    List<String> all = List.of(titles);
    row(all.stream().map(title -> title.replaceAll(",r$", "")).toArray(String[]::new));
    all.forEach(title -> text.append(title.endsWith(",r") ? "|---:" : "|---"));
    text.append("|\n");
  }

  void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A paragraph. */
  void text(String pattern, Object... values) {
    text.append('\n').append(format(pattern, values)).append('\n');
  }

  /** Median, range and number. */
  static String statistics(String pattern, Statistics of) {
    return format(
            pattern + "; " + pattern + "–" + pattern + "; ", of.median(), of.least(), of.greatest())
        + of.count();
  }

  static String ratio(double value, OptionalDouble to) {
    return to.isPresent() ? format("%.2f", value / to.getAsDouble()) : UNKNOWN;
  }

  static String share(double rate, Optional<Statistics> bound) {
    return bound.map(found -> format("%.0f %%", 100 * rate / found.median())).orElse(UNKNOWN);
  }

  /** 10⁶ bytes; 0 is not known. */
  static String memory(double megabytes) {
    return megabytes > 0 ? format("%.0f", megabytes) : UNKNOWN;
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
