package dev.basin.lab.report;

import dev.basin.engine.Printable;
import java.util.List;

/** Tables of studies for a paper: one {@code table} with {@code booktabs} rules each. */
final class LatexTables {
  private final StringBuilder text = new StringBuilder();

  LatexTables() {
    text.append("% Needs \\usepackage{booktabs}; \\input this file.\n");
  }

  /** Adds the tables of a study. */
  void add(StudyView study, List<SectionContent> sections) {
    text.append("\n% Study ").append(study.study().name()).append('\n');
    for (SectionContent section : sections) {
      for (SiteTable table : section.tables()) {
        if (!table.rows().isEmpty()) {
          add(study, table);
        }
      }
    }
  }

  private void add(StudyView study, SiteTable table) {
    int columns = table.heads().size();
    text.append("\\begin{table}\n  \\centering\n  \\caption{")
        .append(escape(study.study().title() + ": " + table.caption()))
        .append(" (scale ")
        .append(study.study().scale().label())
        .append(")}\n  \\begin{tabular}{l")
        .append("r".repeat(columns - 1))
        .append("}\n    \\toprule\n    ");
    for (int k = 0; k < columns; k++) {
      text.append(k == 0 ? "" : " & ").append(escape(table.heads().get(k)));
    }
    text.append(" \\\\\n    \\midrule\n");
    for (SiteTable.Row row : table.rows()) {
      text.append("    ").append(escape(row.name()));
      for (SiteTable.Cell cell : row.cells()) {
        text.append(" & ").append(escape(cell.text()));
        text.append(cell.remark().isEmpty() ? "" : " (" + escape(cell.remark()) + ")");
      }
      text.append(" \\\\\n");
    }
    text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
  }

  /** Characters that LaTeX would take otherwise, and those that its usual fonts lack. */
  static String escape(String plain) {
    StringBuilder escaped = new StringBuilder();
    Printable.lines(plain)
        .codePoints()
        .forEach(
            c ->
                escaped.append(
                    switch (c) {
                      case '%', '&', '#', '_', '$', '{', '}' -> "\\" + (char) c;
                      case '\\' -> "\\textbackslash{}";
                      case '~' -> "\\textasciitilde{}";
                      case '^' -> "\\textasciicircum{}";
                      case '±' -> "$\\pm$";
                      case '≥' -> "$\\ge$";
                      case '−' -> "$-$";
                      case '×' -> "$\\times$";
                      case '·' -> "$\\cdot$";
                      case '°' -> "$^\\circ$";
                      case 'λ' -> "$\\lambda$";
                      case 'σ' -> "$\\sigma$";
                      case '√' -> "$\\surd$";
                      case 'φ' -> "$\\phi$";
                      case 'ε' -> "$\\varepsilon$";
                      case 'α' -> "$\\alpha$";
                      case 'π' -> "$\\pi$";
                      case 'β' -> "$\\beta$";
                      case 'γ' -> "$\\gamma$";
                      case 'δ' -> "$\\delta$";
                      case 'η' -> "$\\eta$";
                      case 'θ' -> "$\\theta$";
                      case 'μ' -> "$\\mu$";
                      case 'ρ' -> "$\\rho$";
                      case 'τ' -> "$\\tau$";
                      case 'ω' -> "$\\omega$";
                      case '‖' -> "$\\|$";
                      case '₀' -> "$_0$";
                      case '₂' -> "$_2$";
                      case '⁻' -> "$^{-}$";
                      case '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹' -> "$^" + (c - '⁰') + "$";
                      case '¹' -> "$^1$";
                      case '²' -> "$^2$";
                      case '³' -> "$^3$";
                      case '–' -> "--";
                      case '’' -> "'";
                      case '\u202f', '\u00a0' -> "~";
                      default -> Character.toString(c);
                    }));
    return escaped.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
