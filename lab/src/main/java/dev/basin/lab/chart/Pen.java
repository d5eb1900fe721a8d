package dev.basin.lab.chart;

/**
 * How a line is drawn.
 *
 * @param ink its colour
 * @param width in units of the chart
 * @param dashed whether it is broken
 * @param opacity from 0 to 1
 */
public record Pen(Ink ink, double width, boolean dashed, double opacity) {

  /** An unbroken, opaque pen. */
  public static Pen solid(Ink ink, double width) {
    return new Pen(ink, width, false, 1);
  }

  /** A broken, opaque pen. */
  public static Pen dashed(Ink ink, double width) {
    return new Pen(ink, width, true, 1);
  }
}
