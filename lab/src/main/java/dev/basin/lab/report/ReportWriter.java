package dev.basin.lab.report;

import dev.basin.engine.Sha256;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.FileFailure;
import dev.basin.lab.figure.Figure;
import dev.basin.lab.store.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a comparison into a directory: {@code summary.json}, {@code report.html}, {@code
 * runs.csv}, {@code epochs.csv}, {@code sharpness.csv}, {@code landscape.csv}, and each figure
 * under {@code figures/} as SVG and PNG; last {@link RunStore#PAGE_SUMS}. Each file appears whole
 * or not at all; files of the same name are replaced.
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
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(directory.resolve("summary.json"), SummaryJson.toJson(result) + "\n");
    texts.put(directory.resolve("runs.csv"), CsvFiles.runs(result));
    texts.put(directory.resolve("epochs.csv"), CsvFiles.epochs(result));
    texts.put(directory.resolve("sharpness.csv"), CsvFiles.sharpness(result));
    texts.put(directory.resolve("landscape.csv"), CsvFiles.landscape(result));
    Path page = directory.resolve("report.html");
    texts.put(page, HtmlReport.write(result));
    texts.forEach(ReportFile::write);
    List<Path> written = new ArrayList<>(texts.keySet());
    for (Figure figure : Figures.of(result)) {
      for (String ending : List.of(".svg", ".png")) {
        Path file = figureDirectory.resolve(figure.file() + ending);
        FigureWriter.write(file, figure.chart());
        written.add(file);
      }
    }
    ReportFile.write(directory.resolve(RunStore.PAGE_SUMS), sums(directory, written));
    return page;
  }

  private static String sums(Path directory, List<Path> files) {
    StringBuilder sums = new StringBuilder();
    for (Path file : files) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      try {
        sums.append(Sha256.line(Sha256.of(file), name));
      } catch (IOException e) {
        throw new ReportException("cannot read " + file + ": " + FileFailure.reason(e), e);
      }
    }
    return sums.toString();
  }
}
