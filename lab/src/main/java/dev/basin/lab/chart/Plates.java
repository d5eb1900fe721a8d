package dev.basin.lab.chart;

/** Light plates behind letters that stand on a drawing. */
final class Plates {
  private Plates() {}

  /** The plate of a text that starts at a point of its base line. */
  static double[][] behind(double left, double base, double width, double size) {
    double top = base - 0.82 * size;
    double bottom = base + 0.22 * size;
    return new double[][] {
      {left - 1.5, top},
      {left + width + 1.5, top},
      {left + width + 1.5, bottom},
      {left - 1.5, bottom}
    };
  }
}
