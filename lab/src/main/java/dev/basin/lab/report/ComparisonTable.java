package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our numbers next to the paper's, grouped by the paper's tables. */
final class ComparisonTable {

  private static final Map<String, String> TITLES =
      Map.of(
          "Table 2", "Accuracy · paper’s Table 2 · %",
          "Table 3", "Sharpness φ in the full space · paper’s Table 3 · % of 1 + f",
          "Table 4", "Sharpness φ in a random subspace · paper’s Table 4 · % of 1 + f",
          "", "Also measured");

  private ComparisonTable() {}

  static void write(Markup page, Measures measures, ComparisonResult result) {
    boolean paper = PaperNumbers.of(result.network()).isPresent();
    page.open("section").element("h2", paper ? "Beside the paper" : "All numbers");
    page.open("table", "class", "compare");
    PageFrame.heads(page, heads(paper));
    for (String table : List.of("Table 2", "Table 3", "Table 4", "")) {
      group(page, table, measures, paper, result.trials().size());
    }
    page.close("table");
    notes(page, result, paper);
    page.close("section");
  }

  private static List<String> heads(boolean paper) {
    return paper ? List.of("", "SB", "LB", "SB, paper", "LB, paper") : List.of("", "SB", "LB");
  }

  private static void group(
      Markup page, String table, Measures measures, boolean paper, int trials) {
    List<Measure> rows =
        measures.all().stream()
            .filter(measure -> Objects.requireNonNullElse(measure.table(), "").equals(table))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    page.open("tbody")
        .open("tr", "class", "group")
        .element(
            "th",
            Objects.requireNonNull(TITLES.get(table)),
            "colspan",
            paper ? "5" : "3",
            "scope",
            "rowgroup")
        .close("tr");
    for (Measure row : rows) {
      page.open("tr").element("th", name(row, table), "scope", "row");
      ours(page, "SB", row, row.small(), trials);
      ours(page, "LB", row, row.large(), trials);
      if (paper) {
        theirs(page, "SB, paper", row.paperSmall());
        theirs(page, "LB, paper", row.paperLarge());
      }
      page.close("tr");
    }
    page.close("tbody");
  }

  private static String name(Measure measure, String table) {
    String unit = measure.unit().isEmpty() || !table.isEmpty() ? "" : ", " + measure.unit();
    String label = measure.label();
    return table.isEmpty() || !measure.isSharpness()
        ? label + unit
        : label.replace("Sharpness φ, ", "");
  }

  private static void ours(
      Markup page, String column, Measure measure, Estimate estimate, int trials) {
    page.open("td", "data-column", column).text(Wording.spread(measure, estimate));
    if (estimate.n() == 1 && trials > 1) {
      page.element("small", "n = 1, no spread");
    } else if (estimate.hasSpread()) {
      page.element("small", Wording.interval(measure, estimate) + ", n = " + estimate.n());
    }
    page.close("td");
  }

  private static void theirs(Markup page, String column, @Nullable PaperValue value) {
    if (value == null) {
      page.element("td", Numbers.NONE, "data-column", column, "class", "none");
    } else {
      page.element("td", Wording.paper(value), "data-column", column);
    }
  }

  private static void notes(Markup page, ComparisonResult result, boolean paper) {
    page.element(
        "p",
        "± is one sample standard deviation over trials, brackets are 95 % t-intervals, of"
            + " accuracies on the logit scale, of all else on the logarithmic one (there of the"
            + " geometric mean); n is the number of runs that enter. "
            + "≥ marks a lower bound: the maximum was searched for, not proved."
            + (paper ? " The paper’s values are means ± standard deviations of 5 trials." : "")
            + (result.trials().size() == 1 ? " Here: one trial, no spread." : ""),
        "class",
        "note");
  }
}
