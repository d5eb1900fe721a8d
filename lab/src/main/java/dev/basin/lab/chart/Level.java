package dev.basin.lab.chart;

/**
 * A named horizontal line through the whole plot.
 *
 * @param y its value; not drawn if it is outside of the axis
 * @param name what is written above its end
 * @param pen how it is drawn
 * @param nameAtStart whether the name stands at its left end
 */
public record Level(double y, String name, Pen pen, boolean nameAtStart) implements Layer {
  private static final double LETTERS = 13;
  private static final double GAP = 5;

  @Override
  public void draw(Canvas canvas, PlotFrame frame) {
    double place = frame.left().fraction(y);
    if (!(place >= 0 && place <= 1)) {
      return;
    }
    double at = frame.y(place);
    canvas.line(frame.x(0), at, frame.x(1), at, pen);
    boolean below = at - LETTERS - GAP < frame.top();
    canvas.text(
        nameAtStart ? frame.x(0) + GAP : frame.x(1) - GAP,
        below ? at + LETTERS + 1 : at - GAP,
        name,
        new Lettering(
            LETTERS,
            nameAtStart ? Lettering.Anchor.START : Lettering.Anchor.END,
            pen.ink(),
            true,
            false));
  }
}
