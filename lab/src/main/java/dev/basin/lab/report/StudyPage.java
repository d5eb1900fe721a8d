package dev.basin.lab.report;

import dev.basin.lab.study.Study;
import java.util.List;

/** Pages of the site. */
final class StudyPage {
  private StudyPage() {}

  /** The page of one study. */
  static String of(
      StudyView view,
      List<SectionContent> sections,
      Provenance provenance,
      Reproduction reproduction) {
    Study study = view.study();
    Markup page = PageFrame.begin(study.title(), over(study), study.title(), study.about());
    PageFrame.list(page, "Damaged", view.warnings());
    sections.forEach(section -> section(page, section));
    page.open("section").element("h2", "Setting");
    List<String> differences = Setting.differences(view);
    differences.forEach(sentence -> page.element("p", sentence));
    table(page, Setting.table(view));
    PageFrame.reproduction(page, reproduction.line(view));
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
    return PageFrame.end(page);
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
    String title = "Small batches, large batches, and the minima they find";
    Markup page =
        PageFrame.begin(
            title,
            "Basin · studies",
            title,
            "Every table and figure of the paper that was run, beside the paper’s numbers.");
    page.open("div", "class", "wide").open("table", "class", "compare");
    PageFrame.heads(
        page,
        List.of("Study", "Of the paper", "Scale", "Runs whole", "not run", "diverged", "damaged"));
    page.open("tbody");
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
    return PageFrame.end(page);
  }

  private static void section(Markup page, SectionContent section) {
    page.open("section").element("h2", section.title());
    PageFrame.lines(page, section.findings());
    PageFrame.figures(page, section.figures());
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
    PageFrame.heads(page, table.heads());
    page.open("tbody");
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
}
