package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.figure.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The comparison as plain text of at most 80 columns. */
public final class TerminalTable {

  /** The widest line. */
  public static final int WIDTH = 80;

  private TerminalTable() {}

  /** The text, each line ended by a line feed. */
  public static String render(ComparisonResult result) {
    Finding finding = Finding.of(result);
    StringBuilder text = new StringBuilder();
    wrap(text, finding.headline(), "", "");
    text.append('\n');
    boolean paper = PaperNumbers.of(result.network()).isPresent();
    table(text, Measures.of(result), paper);
    text.append('\n');
    wrap(
        text,
        spread(result.trials().size())
            + " φ in % of 1 + f; ≥: a lower bound."
            + (paper ? " Paper: 5 trials." : ""),
        "",
        "");
    finding.sentences().forEach(sentence -> wrap(text, sentence, "- ", "  "));
    return text.toString();
  }

  private static String spread(int trials) {
    return switch (trials) {
      case 0 -> "No trial.";
      case 1 -> "One trial, no spread.";
      default -> "Mean ± sample standard deviation of " + trials + " trials.";
    };
  }

  private static void table(StringBuilder text, Measures measures, boolean paper) {
    List<List<String>> besidePaper = new ArrayList<>();
    besidePaper.add(List.of("", "SB", "LB", "SB, paper", "LB, paper"));
    List<List<String>> alone = new ArrayList<>();
    alone.add(List.of("", "SB", "LB"));
    for (Measure measure : measures.all()) {
      List<String> row = new ArrayList<>();
      row.add(name(measure));
      row.add(compact(Wording.spread(measure, measure.small())));
      row.add(compact(Wording.spread(measure, measure.large())));
      if (measure.paperSmall() == null || measure.paperLarge() == null) {
        alone.add(row);
      } else {
        row.add(compact(Wording.paper(measure.paperSmall())));
        row.add(compact(Wording.paper(measure.paperLarge())));
        besidePaper.add(row);
      }
    }
    if (paper) {
      columns(text, besidePaper);
      text.append('\n');
    }
    columns(text, alone);
  }

  private static void columns(StringBuilder text, List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(pad(row.get(0), widths[0], false));
      for (int i = 1; i < widths.length; i++) {
        line.append("  ").append(pad(row.get(i), widths[i], true));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String name(Measure measure) {
    Double epsilon = measure.epsilon();
    if (epsilon == null) {
      return switch (measure.key()) {
        case Measures.DISTANCE -> "‖x − x₀‖";
        case "gradientNorm" -> "‖∇f‖";
        default -> measure.label() + (measure.unit().isEmpty() ? "" : ", " + measure.unit());
      };
    }
    return "φ ε="
        + Numbers.epsilon(epsilon)
        + (measure.subspace() == null ? ", full" : ", p=" + measure.subspace());
  }

  private static String compact(String text) {
    return text.replace(" ± ", "±").replace("≥ ", "≥");
  }

  private static String pad(String text, int width, boolean right) {
    String blank = " ".repeat(Math.max(0, width - text.length()));
    return right ? blank + text : text + blank;
  }

  private static void wrap(StringBuilder text, String sentence, String first, String rest) {
    StringBuilder line = new StringBuilder(first);
    String indent = first;
    for (String word : sentence.strip().split("\\s+", -1)) {
      boolean fresh = line.toString().equals(indent);
      if (!fresh && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        indent = rest;
        line = new StringBuilder(rest);
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(word);
    }
    text.append(line).append('\n');
  }
}
