package dev.basin.cli;

import dev.basin.lab.chart.Chart;
import dev.basin.lab.report.FigureWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The file of a figure. */
final class FigureFile {
  private FigureFile() {}

  /**
   * Refuses a file that cannot be drawn or written, before any work is done.
   *
   * @param file null if no figure is wanted
   * @param option which one named it
   */
  static void check(@Nullable Path file, String option) {
    if (file == null) {
      return;
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new IllegalArgumentException(
          option + " is " + file + "; expected a name that ends in .svg or .png");
    }
    OutputFile.requireWritable(file, option);
  }

  /**
   * Draws; replaces a file of that name.
   *
   * @param file null if no figure is wanted
   * @param chart asked only if one is
   */
  static void write(@Nullable Path file, Supplier<Chart> chart) {
    if (file != null) {
      FigureWriter.write(file, chart.get());
    }
  }
}
