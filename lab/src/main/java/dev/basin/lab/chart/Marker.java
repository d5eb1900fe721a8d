package dev.basin.lab.chart;

/**
 * A single value, with its interval as a whisker where it has one.
 *
 * @param x its position
 * @param y its value; not drawn if it is outside of the axes
 * @param low where its interval begins, NaN for none
 * @param high where it ends, NaN for none
 * @param onRight whether the right axis measures it
 * @param ink its colour
 * @param radius of the disc
 * @param opacity of the disc, from 0 to 1
 */
public record Marker(
    double x,
    double y,
    double low,
    double high,
    boolean onRight,
    Ink ink,
    double radius,
    double opacity)
    implements Layer {
  private static final double CAP = 4;

  /** A value without an interval, small and faint. */
  public static Marker faint(double x, double y, boolean onRight, Ink ink) {
    return new Marker(x, y, Double.NaN, Double.NaN, onRight, ink, 2.5, 0.45);
  }

  @Override
  public void draw(Canvas canvas, PlotFrame frame) {
    drawWhisker(canvas, frame);
    double[] place = frame.fractions(x, y, onRight);
    if (Clip.isInside(place)) {
      double[] at = frame.placed(new double[][] {place})[0];
      if (opacity < 1) {
        canvas.area(Spot.disc(at[0], at[1], radius), ink, opacity);
      } else {
        canvas.marker(at[0], at[1], radius, Canvas.Shape.DISC, ink);
      }
    }
  }

  /** An end that the axis cuts off has no cap. */
  private void drawWhisker(Canvas canvas, PlotFrame frame) {
    double[][] ends = {frame.fractions(x, low, onRight), frame.fractions(x, high, onRight)};
    Pen pen = Pen.solid(ink, 1.5);
    for (double[][] visible : Clip.pieces(ends)) {
      canvas.line(frame.placed(visible), pen);
      for (double[] end : ends) {
        if (Clip.isInside(end)) {
          double[] at = frame.placed(new double[][] {end})[0];
          canvas.line(at[0] - CAP, at[1], at[0] + CAP, at[1], pen);
        }
      }
    }
  }
}
