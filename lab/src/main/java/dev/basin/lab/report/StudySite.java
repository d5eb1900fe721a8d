package dev.basin.lab.report;

import dev.basin.lab.Progress;
import dev.basin.lab.export.CsvExport;
import dev.basin.lab.export.StoreReader;
import dev.basin.lab.export.StudyTables;
import dev.basin.lab.export.Table;
import dev.basin.lab.export.parquet.ParquetExport;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of studies as a static site, from a store alone: {@code index.html}, a page a study,
 * its figures under {@code figures/STUDY/} as SVG, PNG and PDF, every number under {@code
 * data/STUDY/} as CSV and Parquet, and {@code paper.tex}.
 */
public final class StudySite {
  private StudySite() {}

  /**
   * Writes everything.
   *
   * @param plans which studies, in the order of the index
   * @param store what was run
   * @param directory where to; made if it is not there
   * @param reproduction says how to do it again
   * @return the index page
   * @throws ReportException if a file cannot be written
   */
  public static Path write(
      List<Plan> plans, RunStore store, Path directory, Reproduction reproduction) {
    ReportFile.createDirectories(directory);
    List<StudyView> views = new ArrayList<>();
    LatexTables latex = new LatexTables();
    StoreReader reader = new StoreReader(store, Progress.SILENT);
    for (Plan plan : plans) {
      StudyView view = new StudyView(plan, store, reader);
      List<SectionContent> sections = new ArrayList<>();
      for (StudySection section : StudySections.of(plan.study())) {
        sections.add(section.of(view));
      }
      String name = plan.study().name();
      ReportFile.write(
          directory.resolve(name + ".html"),
          StudyPage.of(view, sections, Provenance.of(view), reproduction));
      figures(directory.resolve("figures").resolve(name), sections);
      tables(directory.resolve("data").resolve(name), StudyTables.of(plan, store, reader));
      latex.add(view, sections);
      views.add(view);
    }
    ReportFile.write(directory.resolve("paper.tex"), latex.toString());
    Path index = directory.resolve("index.html");
    ReportFile.write(index, StudyPage.index(views));
    return index;
  }

  private static void tables(Path directory, List<Table> tables) {
    ReportFile.createDirectories(directory);
    CsvExport.write(directory, tables);
    ParquetExport.write(directory, tables);
  }

  private static void figures(Path directory, List<SectionContent> sections) {
    for (SectionContent section : sections) {
      for (Figure figure : section.figures()) {
        ReportFile.createDirectories(directory);
        for (String ending : List.of(".svg", ".png", ".pdf")) {
          FigureWriter.write(directory.resolve(figure.file() + ending), figure.chart());
        }
      }
    }
  }
}
