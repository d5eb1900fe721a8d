package dev.basin.lab.report;

import dev.basin.lab.chart.Chart;
import dev.basin.lab.chart.PdfCanvas;
import dev.basin.lab.chart.PngCanvas;
import dev.basin.lab.chart.SvgCanvas;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** Writes one chart as an SVG, PNG or PDF file; it appears whole or not at all. */
public final class FigureWriter {

  /** Pixels a unit in PNG files. */
  private static final int PNG_SCALE = 2;

  private FigureWriter() {}

  /**
   * Draws a chart.
   *
   * @param file ends in {@code .png} or {@code .pdf}, anything else is an SVG; replaced if it is
   *     there
   * @param chart what to draw
   * @throws ReportException if it cannot be drawn or written
   */
  public static void write(Path file, Chart chart) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      ReportFile.write(file, drawn(file, () -> PngCanvas.png(chart, PNG_SCALE)));
    } else if (name.endsWith(".pdf")) {
      ReportFile.write(file, drawn(file, () -> PdfCanvas.pdf(chart)));
    } else {
      ReportFile.write(file, SvgCanvas.standalone(chart));
    }
  }

  private static byte[] drawn(Path file, Supplier<byte[]> drawing) {
    try {
      return drawing.get();
    } catch (LinkageError | InternalError | NullPointerException e) {
      throw new ReportException(
          "cannot draw "
              + file
              + ": this Java runtime finds no fonts ("
              + e
              + "). Install fontconfig and a font such as DejaVu; SVG figures need none",
          e);
    }
  }
}
