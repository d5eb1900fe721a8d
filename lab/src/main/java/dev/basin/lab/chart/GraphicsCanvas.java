package dev.basin.lab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Draws on whatever Java's two-dimensional graphics can draw on, in the colours for white. */
final class GraphicsCanvas implements Canvas {
  private final Graphics2D graphics;

  GraphicsCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  @Override
  public void polygon(double[][] corners, int fill, int outline) {
    Path2D path = path(corners);
    path.closePath();
    graphics.setColor(new Color(fill));
    graphics.fill(path);
    graphics.setColor(new Color(outline));
    graphics.setStroke(new BasicStroke(0.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
  }

  @Override
  public void area(double[][] corners, Ink ink, double opacity) {
    Path2D path = path(corners);
    path.closePath();
    graphics.setColor(translucent(ink, opacity));
    graphics.fill(path);
  }

  private static Color translucent(Ink ink, double opacity) {
    return new Color((ink.light() & 0xffffff) | ((int) (opacity * 255) << 24), true);
  }

  private static Path2D path(double[][] points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0][0], points[0][1]);
    for (int i = 1; i < points.length; i++) {
      path.lineTo(points[i][0], points[i][1]);
    }
    return path;
  }

  @Override
  public void line(double[][] points, Pen pen) {
    graphics.setColor(translucent(pen.ink(), pen.opacity()));
    graphics.setStroke(
        pen.dashed()
            ? new BasicStroke(
                (float) pen.width(),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                new float[] {6, 4},
                0)
            : new BasicStroke((float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(path(points));
  }

  @Override
  public void text(double x, double y, String text, Lettering lettering) {
    Font font = new Font(Font.SANS_SERIF, lettering.bold() ? Font.BOLD : Font.PLAIN, 1);
    graphics.setFont(font.deriveFont((float) lettering.size()));
    graphics.setColor(new Color(lettering.ink().light()));
    double width = graphics.getFontMetrics().stringWidth(text);
    double shift =
        switch (lettering.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    if (lettering.upward()) {
      graphics.rotate(-Math.PI / 2);
    }
    graphics.drawString(text, (float) shift, 0f);
    graphics.setTransform(before);
  }

  @Override
  public void marker(double x, double y, double radius, Shape shape, Ink ink) {
    switch (shape) {
      case DISC -> {
        graphics.setColor(new Color(ink.light()));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
      }
      case DIAMOND -> {
        double[][] corners = {
          {x, y - radius}, {x + radius, y}, {x, y + radius}, {x - radius, y}, {x, y - radius}
        };
        line(corners, Pen.solid(ink, 1.75));
      }
    }
  }
}
