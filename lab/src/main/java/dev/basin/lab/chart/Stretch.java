package dev.basin.lab.chart;

/**
 * A stretch of the horizontal axis, over the whole height of the plot, such as the interval of a
 * named place.
 *
 * @param low where it begins
 * @param high where it ends
 * @param ink its colour, of which a share is drawn
 */
public record Stretch(double low, double high, Ink ink) implements Layer {
  private static final double OPACITY = 0.12;

  @Override
  public void draw(Canvas canvas, PlotFrame frame) {
    double from = Math.max(0, frame.bottom().fraction(low));
    double to = Math.min(1, frame.bottom().fraction(high));
    if (from < to) {
      canvas.area(
          frame.placed(new double[][] {{from, 0}, {to, 0}, {to, 1}, {from, 1}}), ink, OPACITY);
    }
  }
}
