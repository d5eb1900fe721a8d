package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a comparison into a directory: {@code summary.json}, {@code report.html}, {@code
 * runs.csv}, {@code epochs.csv}, {@code sharpness.csv}, {@code landscape.csv}, and each figure
 * under {@code figures/} as SVG and PNG. Each file appears whole or not at all; files of the same
 * name are replaced.
 */
public final class ReportWriter {

  private ReportWriter() {}

  /**
   * Writes every file; {@code summary.json} first, since the others follow from it.
   *
   * @param result what to report
   * @param directory made if it is not there
   * @return the page {@code report.html}
   * @throws ReportException if a file cannot be written
   */
  public static Path write(ComparisonResult result, Path directory) {
    Path figureDirectory = directory.resolve("figures");
    ReportFile.createDirectories(figureDirectory);
    ReportFile.write(directory.resolve("summary.json"), SummaryJson.toJson(result) + "\n");
    ReportFile.write(directory.resolve("runs.csv"), CsvFiles.runs(result));
    ReportFile.write(directory.resolve("epochs.csv"), CsvFiles.epochs(result));
    ReportFile.write(directory.resolve("sharpness.csv"), CsvFiles.sharpness(result));
    ReportFile.write(directory.resolve("landscape.csv"), CsvFiles.landscape(result));
    List<Figure> figures = Figures.of(result);
    for (Figure figure : figures) {
      FigureWriter.write(figureDirectory.resolve(figure.file() + ".svg"), figure.chart());
    }
    Path page = directory.resolve("report.html");
    ReportFile.write(page, HtmlReport.write(result));
    for (Figure figure : figures) {
      FigureWriter.write(figureDirectory.resolve(figure.file() + ".png"), figure.chart());
    }
    return page;
  }
}
