package dev.basin.lab.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Draws a chart as SVG: stand-alone with colours for a white ground, or for a page whose style
 * sheet colours the classes of {@link Ink#className()}.
 */
public final class SvgCanvas implements Canvas {

  private static final String FONT = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";

  private final StringBuilder svg = new StringBuilder();
  private final boolean inline;

  private SvgCanvas(boolean inline) {
    this.inline = inline;
  }

  /** A whole SVG file with a white ground. */
  public static String standalone(Chart chart) {
    SvgCanvas canvas = new SvgCanvas(false);
    int margin = 12;
    double width = chart.width() + 2 * margin;
    double height = chart.height() + 2 * margin;
    canvas
        .svg
        .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\" viewBox=\"-")
        .append(margin)
        .append(" -")
        .append(margin)
        .append(' ')
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append('"');
    canvas.finish(
        chart, "<rect x=\"-12\" y=\"-12\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    return canvas.svg.toString();
  }

  /** An SVG element for an HTML page. */
  public static String inline(Chart chart) {
    SvgCanvas canvas = new SvgCanvas(true);
    canvas
        .svg
        .append("<svg viewBox=\"0 0 ")
        .append(number(chart.width()))
        .append(' ')
        .append(number(chart.height()))
        .append('"');
    canvas.finish(chart, "");
    return canvas.svg.toString();
  }

  private void finish(Chart chart, String ground) {
    svg.append(" role=\"img\" aria-label=\"")
        .append(Xml.escape(chart.description()))
        .append('"')
        .append(inline ? "" : " font-family=\"" + FONT + "\"")
        .append(">\n<title>")
        .append(Xml.escape(chart.title()))
        .append("</title>\n")
        .append(ground);
    chart.draw(this);
    svg.append("</svg>\n");
  }

  @Override
  public void line(double[][] points, Pen pen) {
    svg.append("<polyline fill=\"none\" points=\"");
    appendPoints(points);
    svg.append("\" ")
        .append(paint("stroke", "s-", pen.ink()))
        .append(" stroke-width=\"")
        .append(number(pen.width()))
        .append("\" stroke-linejoin=\"round\"")
        .append(pen.dashed() ? " stroke-dasharray=\"6 4\"" : "")
        .append(pen.opacity() < 1 ? " stroke-opacity=\"" + number(pen.opacity()) + "\"" : "")
        .append("/>\n");
  }

  @Override
  public void polygon(double[][] corners, int fill, int outline) {
    svg.append("<polygon points=\"");
    appendPoints(corners);
    svg.append("\" fill=\"")
        .append(Ink.hex(fill))
        .append("\" stroke=\"")
        .append(Ink.hex(outline))
        .append("\" stroke-width=\"0.5\" stroke-linejoin=\"round\"/>\n");
  }

  @Override
  public void area(double[][] corners, Ink ink, double opacity) {
    svg.append("<polygon points=\"");
    appendPoints(corners);
    svg.append("\" ")
        .append(paint("fill", "f-", ink))
        .append(" fill-opacity=\"")
        .append(number(opacity))
        .append("\"/>\n");
  }

  private void appendPoints(double[][] points) {
    for (int i = 0; i < points.length; i++) {
      svg.append(i == 0 ? "" : " ")
          .append(number(points[i][0]))
          .append(',')
          .append(number(points[i][1]));
    }
  }

  @Override
  public void text(double x, double y, String text, Lettering lettering) {
    String anchor =
        switch (lettering.anchor()) {
          case START -> "start";
          case MIDDLE -> "middle";
          case END -> "end";
        };
    svg.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" font-size=\"")
        .append(number(lettering.size()))
        .append("\" text-anchor=\"")
        .append(anchor)
        .append("\" ")
        .append(paint("fill", "f-", lettering.ink()))
        .append(lettering.bold() ? " font-weight=\"600\"" : "");
    if (lettering.upward()) {
      svg.append(" transform=\"rotate(-90 ")
          .append(number(x))
          .append(' ')
          .append(number(y))
          .append(")\"");
    }
    svg.append('>').append(Xml.escape(text)).append("</text>\n");
  }

  @Override
  public void marker(double x, double y, double radius, Shape shape, Ink ink) {
    switch (shape) {
      case DISC ->
          svg.append("<circle cx=\"")
              .append(number(x))
              .append("\" cy=\"")
              .append(number(y))
              .append("\" r=\"")
              .append(number(radius))
              .append("\" ")
              .append(paint("fill", "f-", ink))
              .append("/>\n");
      case DIAMOND -> {
        double[][] corners = {
          {x, y - radius}, {x + radius, y}, {x, y + radius}, {x - radius, y}, {x, y - radius}
        };
        line(corners, Pen.solid(ink, 1.75));
      }
    }
  }

  private String paint(String attribute, String prefix, Ink ink) {
    return inline
        ? "class=\"" + prefix + ink.className() + "\""
        : attribute + "=\"" + ink.hex() + "\"";
  }

  private static String number(double value) {
    String text =
        BigDecimal.valueOf(value)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return text.equals("-0") ? "0" : text;
  }
}
