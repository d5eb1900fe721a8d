package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.Numbers;
import java.util.List;

/** The report of a comparison as one self-contained HTML page. */
public final class HtmlReport {

  private HtmlReport() {}

  /** The page's text. */
  public static String write(ComparisonResult result) {
    Measures measures = Measures.of(result);
    Finding finding = Finding.of(result);
    Markup page =
        PageFrame.begin(
            "Small batch and large batch on " + subject(result),
            "Basin · small batch against large batch · " + subject(result),
            finding.headline(),
            setting(result));
    KeyNumbers.write(page, measures);
    PageFrame.list(page, "What was found", finding.sentences());
    ComparisonTable.write(page, measures, result);
    figures(page, Figures.of(result));
    Explanations.write(page, result);
    Details.write(page, result);
    return PageFrame.end(page);
  }

  private static String setting(ComparisonResult result) {
    String batches =
        result.trials().isEmpty()
            ? ""
            : "Small batch (SB) "
                + Numbers.count(result.trials().get(0).small().batchSize())
                + ", large batch (LB) "
                + Numbers.count(result.trials().get(0).large().batchSize())
                + ". ";
    int trials = result.trials().size();
    return batches
        + (trials == 1
            ? "One trial, no spread."
            : Wording.trials(trials)
                + ", each from its own random start that SB and LB share; ± is one sample standard"
                + " deviation, brackets are 95 % t-intervals.");
  }

  private static void figures(Markup page, List<Figure> figures) {
    page.open("section").element("h2", "Figures");
    if (figures.isEmpty()) {
      page.element("p", "There is nothing to draw: no run left finite measurements.");
    }
    PageFrame.figures(page, figures);
    page.close("section");
  }

  private static String subject(ComparisonResult result) {
    return result.network() + " on " + result.data();
  }
}
