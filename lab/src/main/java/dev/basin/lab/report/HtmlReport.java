package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.chart.SvgCanvas;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The report as one self-contained HTML page: no script, nothing loaded from anywhere, readable on
 * a phone, on paper, light and dark. The markup is also well-formed XML.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** The page's text. */
  public static String write(ComparisonResult result) {
    Measures measures = Measures.of(result);
    Finding finding = Finding.of(result);
    Markup page = new Markup();
    page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(page, result);
    page.open("body").open("main");
    header(page, result, finding);
    KeyNumbers.write(page, measures);
    finding(page, finding);
    ComparisonTable.write(page, measures, result);
    figures(page, Figures.of(result));
    Explanations.write(page, result);
    Details.write(page, result);
    page.close("main").close("body").close("html");
    return page.toString();
  }

  private static void head(Markup page, ComparisonResult result) {
    page.open("head")
        .trusted("<meta charset=\"utf-8\"/>\n")
        .trusted(
            "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n")
        .trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .trusted("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .element("title", "Small batch and large batch on " + subject(result))
        .open("style")
        .trusted(styleSheet())
        .close("style")
        .close("head");
  }

  private static void header(Markup page, ComparisonResult result, Finding finding) {
    page.open("header")
        .element(
            "p", "Basin · small batch against large batch · " + subject(result), "class", "over")
        .element("h1", finding.headline())
        .element("p", setting(result), "class", "setting")
        .close("header");
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

  private static void finding(Markup page, Finding finding) {
    page.open("section").element("h2", "What was found").open("ul");
    finding.sentences().forEach(sentence -> page.element("li", sentence));
    page.close("ul").close("section");
  }

  private static void figures(Markup page, List<Figure> figures) {
    page.open("section").element("h2", "Figures");
    if (figures.isEmpty()) {
      page.element("p", "There is nothing to draw: no run left finite measurements.");
    }
    page.open("div", "class", "figures");
    for (Figure figure : figures) {
      page.open("figure")
          .trusted(SvgCanvas.inline(figure.chart()))
          .element("figcaption", figure.caption())
          .close("figure");
    }
    page.close("div").close("section");
  }

  private static String subject(ComparisonResult result) {
    return result.network() + " on " + result.data();
  }

  /** The style of every page. */
  public static String styleSheet() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing from the class path");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
