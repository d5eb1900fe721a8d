package dev.basin.lab.report;

import dev.basin.lab.chart.SvgCanvas;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.study.Study;
import java.util.List;

/** Pages of the site: no script, nothing loaded from anywhere, light and dark, well-formed XML. */
final class StudyPage {
  private static final String PAPER =
      "Keskar, Mudigere, Nocedal, Smelyanskiy and Tang, On Large-Batch Training for Deep Learning:"
          + " Generalization Gap and Sharp Minima, ICLR 2017, arXiv:1609.04836.";

  private StudyPage() {}

  /** The page of one study. */
  static String of(
      StudyView view,
      List<SectionContent> sections,
      Provenance provenance,
      Reproduction reproduction) {
    Study study = view.study();
    Markup page = begin(study.title());
    page.open("header")
        .element("p", over(study), "class", "over")
        .element("h1", study.title())
        .element("p", study.about(), "class", "setting")
        .close("header");
    List<String> warnings = view.warnings();
    if (!warnings.isEmpty()) {
      list(page, "Damaged", warnings);
    }
    sections.forEach(section -> section(page, section));
    page.open("section").element("h2", "Setting");
    List<String> differences = Setting.differences(view);
    differences.forEach(sentence -> page.element("p", sentence));
    table(page, Setting.table(view));
    page.element("h3", "To reproduce")
        .open("pre")
        .element("code", reproduction.line(view))
        .close("pre");
    page.element(
        "p",
        "Every number in full precision: data/"
            + study.name()
            + "/ as CSV and Parquet; figures: figures/"
            + study.name()
            + "/ as SVG, PNG and PDF.",
        "class",
        "note");
    provenance.write(page);
    page.close("section");
    return end(page);
  }

  private static String over(Study study) {
    return "Basin · study "
        + study.name()
        + " · "
        + (study.paper().isEmpty() ? "beyond the paper" : "the paper’s " + study.paper())
        + " · scale "
        + study.scale().label();
  }

  /** The page that lists all. */
  static String index(List<StudyView> views) {
    Markup page = begin("Small batches, large batches, and the minima they find");
    page.open("header")
        .element("p", "Basin · studies", "class", "over")
        .element("h1", "Small batches, large batches, and the minima they find")
        .element(
            "p",
            "Every table and figure of the paper that was run, beside the paper’s numbers.",
            "class",
            "setting")
        .close("header");
    page.open("div", "class", "wide").open("table", "class", "compare").open("thead").open("tr");
    for (String head :
        List.of("Study", "Of the paper", "Scale", "Runs whole", "not run", "diverged", "damaged")) {
      page.element("th", head, "scope", "col");
    }
    page.close("tr").close("thead").open("tbody");
    for (StudyView view : views) {
      Study study = view.study();
      page.open("tr").open("th", "scope", "row");
      page.element("a", study.title(), "href", study.name() + ".html").close("th");
      page.element("td", study.paper())
          .element("td", study.scale().label())
          .element("td", Long.toString(view.count(run -> run.state() == RunView.State.DONE)))
          .element("td", Long.toString(view.count(run -> run.state() == RunView.State.MISSING)))
          .element("td", Long.toString(view.count(run -> run.state() == RunView.State.DIVERGED)))
          .element("td", Long.toString(view.count(run -> run.state() == RunView.State.DAMAGED)));
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
    return end(page);
  }

  private static Markup begin(String title) {
    Markup page = new Markup();
    page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.trusted("<meta charset=\"utf-8\"/>\n")
        .trusted(
            "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n")
        .trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .trusted("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .element("title", title)
        .open("style")
        .trusted(HtmlReport.styleSheet())
        .close("style")
        .close("head");
    return page.open("body").open("main");
  }

  private static String end(Markup page) {
    page.element("p", "Paper: " + PAPER, "class", "note");
    return page.close("main").close("body").close("html").toString();
  }

  private static void section(Markup page, SectionContent section) {
    page.open("section").element("h2", section.title());
    if (!section.findings().isEmpty()) {
      page.open("ul");
      section.findings().forEach(finding -> page.element("li", finding));
      page.close("ul");
    }
    if (!section.figures().isEmpty()) {
      page.open("div", "class", "figures");
      for (Figure figure : section.figures()) {
        page.open("figure")
            .trusted(SvgCanvas.inline(figure.chart()))
            .element("figcaption", figure.caption())
            .close("figure");
      }
      page.close("div");
    }
    section.tables().forEach(table -> table(page, table));
    section.notes().forEach(note -> page.element("p", note, "class", "note"));
    if (section.figures().isEmpty()
        && section.tables().stream().allMatch(table -> table.rows().isEmpty())) {
      page.element("p", "Nothing of this was run yet.");
    }
    page.close("section");
  }

  private static void table(Markup page, SiteTable table) {
    if (table.rows().isEmpty()) {
      return;
    }
    page.element("h3", table.caption());
    page.open("div", "class", "wide", "tabindex", "0").open("table", "class", "study");
    page.open("thead").open("tr");
    table.heads().forEach(head -> page.element("th", head, "scope", "col"));
    page.close("tr").close("thead").open("tbody");
    for (SiteTable.Row row : table.rows()) {
      page.open("tr").element("th", row.name(), "scope", "row");
      for (SiteTable.Cell cell : row.cells()) {
        page.open("td").text(cell.text());
        if (!cell.below().isEmpty()) {
          page.element("small", cell.below());
        }
        page.close("td");
      }
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
  }

  private static void list(Markup page, String title, List<String> lines) {
    page.open("section").element("h2", title).open("ul");
    lines.forEach(line -> page.element("li", line));
    page.close("ul").close("section");
  }
}
