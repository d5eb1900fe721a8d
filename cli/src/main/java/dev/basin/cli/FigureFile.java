package dev.basin.cli;

import dev.basin.lab.chart.Chart;
import dev.basin.lab.report.FigureWriter;
import java.nio.file.Path;
import java.util.Locale;

/** The file of {@code --figure}. */
final class FigureFile {
  private FigureFile() {}

  /** Refuses a file that cannot be drawn or written, before any work is done. */
  static void check(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new IllegalArgumentException(
          "--figure is " + file + "; expected a name that ends in .svg or .png");
    }
    OutputFile.requireWritable(file, "--figure");
  }

  /** Draws; replaces a file of that name. */
  static void write(Path file, Chart chart) {
    FigureWriter.write(file, chart);
  }
}
