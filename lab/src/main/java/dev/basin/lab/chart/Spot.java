package dev.basin.lab.chart;

/**
 * A named place in a plane.
 *
 * @param x its position
 * @param y its position
 * @param value what is measured there
 * @param name what is written beside it; may be empty
 * @param shape its marker
 * @param ink its colour
 */
public record Spot(double x, double y, double value, String name, Canvas.Shape shape, Ink ink) {
  private static final double RADIUS = 4.5;
  private static final double HALO = 1.5;
  private static final int CORNERS = 20;
  private static final int WHITE = 0xffffff;
  private static final Lettering LETTERS =
      new Lettering(13, Lettering.Anchor.START, Ink.TEXT, true, false);
  private static final Lettering LETTERS_TO_THE_LEFT =
      new Lettering(13, Lettering.Anchor.END, Ink.TEXT, true, false);

  /** Draws the marker on a white disc, and the name to its right, or left where the room ends. */
  void draw(Canvas canvas, double atX, double atY, double rightEnd) {
    double width = LETTERS.width(name) + 4;
    double gap = RADIUS + HALO + 3;
    boolean onTheLeft = atX + gap + width > rightEnd;
    double start = onTheLeft ? atX - gap : atX + gap;
    if (!name.isEmpty()) {
      double left = onTheLeft ? start - width : start;
      canvas.polygon(Plates.behind(left, atY + 4.5, width, LETTERS.size()), WHITE, WHITE);
    }
    canvas.polygon(disc(atX, atY, RADIUS + HALO), WHITE, WHITE);
    canvas.marker(atX, atY, RADIUS, shape, ink);
    canvas.text(start, atY + 4.5, name, onTheLeft ? LETTERS_TO_THE_LEFT : LETTERS);
  }

  /** A disc as a polygon. */
  static double[][] disc(double x, double y, double radius) {
    double[][] corners = new double[CORNERS][];
    for (int k = 0; k < CORNERS; k++) {
      double angle = 2 * Math.PI * k / CORNERS;
      corners[k] = new double[] {x + radius * Math.cos(angle), y + radius * Math.sin(angle)};
    }
    return corners;
  }
}
