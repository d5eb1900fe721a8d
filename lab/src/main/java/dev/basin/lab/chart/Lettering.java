package dev.basin.lab.chart;

/**
 * How a text is set.
 *
 * @param size in units of the chart
 * @param anchor which part of the text stands at the given point
 * @param ink its colour
 * @param bold whether it is bold
 * @param upward whether it is turned by 90° to read from bottom to top
 */
public record Lettering(double size, Anchor anchor, Ink ink, boolean bold, boolean upward) {

  /** Which part of a text stands at its point. */
  public enum Anchor {
    /** Its start. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }

  /** A horizontal text of normal weight. */
  public static Lettering plain(double size, Anchor anchor, Ink ink) {
    return new Lettering(size, anchor, ink, false, false);
  }

  /**
   * A text's width, estimated without a font: charts keep room by it, so that both back ends lay
   * out alike.
   */
  public double width(String text) {
    double narrow = text.chars().filter(c -> "iljtfrI.,:;'|()[] ".indexOf(c) >= 0).count();
    return size * (0.60 * (text.length() - narrow) + 0.33 * narrow) * (bold ? 1.06 : 1);
  }
}
