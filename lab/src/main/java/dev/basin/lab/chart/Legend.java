package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of what a chart shows, in rows above the plot that break where the width ends. */
public final class Legend {

  /**
   * One name with its sample.
   *
   * @param name what is written
   * @param pen the sample's line
   * @param shape the sample's marker in the middle of the line, or null for the line alone
   */
  public record Entry(String name, Pen pen, Canvas.@Nullable Shape shape) {}

  private static final double ROW = 19;
  private static final double SAMPLE = 24;
  private static final double GAP = 13;
  private static final Lettering LETTERS = Lettering.plain(13, Anchor.START, Ink.TEXT);

  private Legend() {}

  /** Height of the rows. */
  static double height(List<Entry> entries, double width) {
    return ROW * rows(entries, width, null, 0, 0);
  }

  /** Draws the rows with their upper left corner at the point. */
  static void draw(Canvas canvas, List<Entry> entries, double left, double top, double width) {
    rows(entries, width, canvas, left, top);
  }

  private static int rows(
      List<Entry> entries, double width, @Nullable Canvas canvas, double left, double top) {
    int row = 0;
    double x = 0;
    for (Entry entry : entries) {
      double needed = SAMPLE + 6 + LETTERS.width(entry.name());
      if (x > 0 && x + needed > width) {
        row++;
        x = 0;
      }
      if (canvas != null) {
        drawEntry(canvas, entry, left + x, top + row * ROW);
      }
      x += needed + GAP;
    }
    return entries.isEmpty() ? 0 : row + 1;
  }

  private static void drawEntry(Canvas canvas, Entry entry, double x, double y) {
    canvas.line(x, y, x + SAMPLE, y, entry.pen());
    if (entry.shape() != null) {
      canvas.marker(x + SAMPLE / 2, y, 5, entry.shape(), entry.pen().ink());
    }
    canvas.text(x + SAMPLE + 6, y + 4.5, entry.name(), LETTERS);
  }
}
