package dev.basin.lab.chart;

import dev.basin.lab.chart.Lettering.Anchor;
import java.util.List;

/**
 * Values over a plane as a surface in parallel projection, drawn from the back to the front (the
 * painter's algorithm), which is exact for a height over a grid. Faces with a corner that is not
 * finite are left out.
 *
 * @param title what the figure shows
 * @param description the same for a reader who cannot see it
 * @param x the axis to the right
 * @param y the axis to the back
 * @param up the axis upward
 * @param field the values
 * @param spots named places on the surface
 */
public record SurfaceChart(
    String title, String description, Axis x, Axis y, Axis up, Field field, List<Spot> spots)
    implements Chart {
  private static final double WIDTH = 500;
  private static final double TOP = 40;
  private static final double FOOT = 66;
  private static final double LEFT = 74;
  private static final double RIGHT = 46;
  private static final double LETTERS = 12;
  private static final View VIEW = new View(Math.toRadians(35), Math.toRadians(33), 0.6);

  @Override
  public double width() {
    return WIDTH;
  }

  @Override
  public double height() {
    return TOP + unit() * (VIEW.bottom() - VIEW.top()) + FOOT;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(0, 15, title, new Lettering(14, Anchor.START, Ink.TEXT, true, false));
    drawWalls(canvas);
    drawFaces(canvas);
    drawSpots(canvas);
    drawLetters(canvas);
  }

  private void drawWalls(Canvas canvas) {
    Pen grid = Pen.solid(Ink.GRID, 1);
    canvas.line(path(new double[][] {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 0}}), grid);
    for (double[] corner : new double[][] {{0, 1}, {1, 1}, {1, 0}}) {
      canvas.line(
          path(new double[][] {{corner[0], corner[1], 0}, {corner[0], corner[1], 1}}), grid);
    }
    for (Tick tick : up.ticks()) {
      double z = up.fraction(tick.value());
      canvas.line(path(new double[][] {{0, 1, z}, {1, 1, z}, {1, 0, z}}), grid);
    }
  }

  private void drawFaces(Canvas canvas) {
    double[][] z = field.fractions(up);
    for (int j = z.length - 2; j >= 0; j--) {
      for (int i = z[j].length - 2; i >= 0; i--) {
        double mean = (z[j][i] + z[j][i + 1] + z[j + 1][i + 1] + z[j + 1][i]) / 4;
        if (!Double.isFinite(mean)) {
          continue;
        }
        double[][] corners = {
          corner(i, j, z), corner(i + 1, j, z), corner(i + 1, j + 1, z), corner(i, j + 1, z)
        };
        int colour = Ramp.lit(Ramp.at(mean), VIEW.light(corners));
        canvas.polygon(path(corners), colour, Ramp.lit(colour, 0.72));
      }
    }
  }

  private double[] corner(int i, int j, double[][] z) {
    return new double[] {x.fraction(field.x().get(i)), y.fraction(field.y().get(j)), z[j][i]};
  }

  private void drawSpots(Canvas canvas) {
    for (Spot spot : spots) {
      double[] place = {
        x.fraction(spot.x()),
        y.fraction(spot.y()),
        Math.min(1, Math.max(0, up.fraction(spot.value())))
      };
      boolean inside = place[0] >= 0 && place[0] <= 1 && place[1] >= 0 && place[1] <= 1;
      if (inside && Double.isFinite(place[2])) {
        double[] at = path(new double[][] {place})[0];
        spot.draw(canvas, at[0], at[1], WIDTH);
      }
    }
  }

  private void drawLetters(Canvas canvas) {
    Pen pen = Pen.solid(Ink.TEXT, 1);
    canvas.line(path(new double[][] {{0, 1, 1}, {0, 1, 0}, {0, 0, 0}, {1, 0, 0}}), pen);
    Lettering end = Lettering.plain(LETTERS, Anchor.END, Ink.TEXT);
    Lettering start = Lettering.plain(LETTERS, Anchor.START, Ink.TEXT);
    double last = Double.POSITIVE_INFINITY;
    for (Tick tick : up.ticks()) {
      double[] at = path(new double[][] {{0, 1, up.fraction(tick.value())}})[0];
      canvas.line(at[0] - 4, at[1], at[0], at[1], pen);
      if (last - at[1] > 13) {
        canvas.text(at[0] - 7, at[1] + 4, tick.label(), end);
        last = at[1];
      }
    }
    for (Tick tick : x.ticks()) {
      double[] at = path(new double[][] {{x.fraction(tick.value()), 0, 0}})[0];
      canvas.line(at[0], at[1], at[0] + 2.5, at[1] + 4, pen);
      canvas.text(at[0] + 4, at[1] + 15, tick.label(), start);
    }
    for (Tick tick : y.ticks()) {
      double[] at = path(new double[][] {{0, y.fraction(tick.value()), 0}})[0];
      canvas.line(at[0], at[1], at[0] - 3.5, at[1] + 3, pen);
      canvas.text(at[0] - 3, at[1] + 17, tick.label(), end);
    }
    double base = TOP + unit() * (VIEW.bottom() - VIEW.top());
    canvas.text(0, base + 42, "to the left: " + y.label(), start);
    canvas.text(WIDTH, base + 58, "to the right: " + x.label(), end);
    canvas.text(0, TOP - 6, up.label(), Lettering.plain(LETTERS, Anchor.START, Ink.MUTED));
  }

  /** Points of the unit box on the canvas. */
  private double[][] path(double[][] inBox) {
    double[][] placed = new double[inBox.length][];
    for (int k = 0; k < inBox.length; k++) {
      double[] seen = VIEW.project(inBox[k]);
      placed[k] =
          new double[] {
            LEFT + unit() * (seen[0] - VIEW.left()), TOP + unit() * (seen[1] - VIEW.top())
          };
    }
    return placed;
  }

  private static double unit() {
    return (WIDTH - LEFT - RIGHT) / (VIEW.right() - VIEW.left());
  }
}
