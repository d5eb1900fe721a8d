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
    check(file, "--figure");
  }

  /** The same for a figure of another option. */
  static void check(Path file, String option) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new IllegalArgumentException(
          option + " is " + file + "; expected a name that ends in .svg or .png");
    }
    OutputFile.requireWritable(file, option);
  }

  /** Draws; replaces a file of that name. */
  static void write(Path file, Chart chart) {
    FigureWriter.write(file, chart);
  }
}
