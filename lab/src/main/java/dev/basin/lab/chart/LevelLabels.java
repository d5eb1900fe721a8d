package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.ArrayList;
import java.util.List;

/** Writes levels on contour lines where there is room: inside the plot, away from what is there. */
final class LevelLabels {
  private static final Lettering LETTERS = Lettering.plain(10, Anchor.MIDDLE, Ink.TEXT);
  private static final int WHITE = 0xffffff;
  private static final double ACROSS = 34;
  private static final double UPWARD = 14;

  /** A line must be this many times as long as its label. */
  private static final double SHORTEST = 3;

  /** Where on a line room is looked for. */
  private static final double[] SHARES = {0.5, 0.25, 0.75, 0.1, 0.9};

  private final double left;
  private final double top;
  private final double width;
  private final double height;
  private final List<double[]> taken = new ArrayList<>();

  /** For a plot with that upper left corner and size. */
  LevelLabels(double left, double top, double width, double height) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  /** Keeps labels away from a place. */
  void avoid(double x, double y) {
    taken.add(new double[] {x, y});
  }

  /** Writes a label on a line, or nowhere. */
  void draw(Canvas canvas, double[][] line, String label) {
    double half = LETTERS.width(label) / 2;
    if (length(line) < SHORTEST * 2 * half) {
      return;
    }
    for (double share : SHARES) {
      double[] at = line[(int) (share * (line.length - 1))];
      if (isFree(at, half)) {
        double base = at[1] + 3.5;
        canvas.polygon(Plates.behind(at[0] - half, base, 2 * half, LETTERS.size()), WHITE, WHITE);
        canvas.text(at[0], base, label, LETTERS);
        taken.add(at);
        return;
      }
    }
  }

  private boolean isFree(double[] at, double half) {
    return at[0] - half > left + 3
        && at[0] + half < left + width - 3
        && at[1] > top + 9
        && at[1] < top + height - 9
        && taken.stream()
            .allMatch(
                other ->
                    Math.abs(other[0] - at[0]) > ACROSS || Math.abs(other[1] - at[1]) > UPWARD);
  }

  private static double length(double[][] line) {
    double length = 0;
    for (int k = 1; k < line.length; k++) {
      length += Math.hypot(line[k][0] - line[k - 1][0], line[k][1] - line[k - 1][1]);
    }
    return length;
  }
}
