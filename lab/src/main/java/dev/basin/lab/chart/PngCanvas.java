package dev.basin.lab.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws a chart as a PNG on a white ground, without a display. */
public final class PngCanvas implements Canvas {

  private static final int MARGIN = 12;

  private final Graphics2D graphics;

  private PngCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * A PNG file.
   *
   * @param chart what to draw
   * @param scale pixels a unit; 2 for screens of double density
   */
  public static byte[] png(Chart chart, int scale) {
    System.setProperty("java.awt.headless", "true");
    int width = (int) Math.ceil((chart.width() + 2 * MARGIN) * scale);
    int height = (int) Math.ceil((chart.height() + 2 * MARGIN) * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.scale(scale, scale);
      graphics.translate(MARGIN, MARGIN);
      chart.draw(new PngCanvas(graphics));
    } finally {
      graphics.dispose();
    }
    return encode(image);
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
    graphics.setColor(
        new Color((pen.ink().light() & 0xffffff) | ((int) (pen.opacity() * 255) << 24), true));
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

  private static byte[] encode(BufferedImage image) {
    ImageIO.setUseCache(false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java runtime cannot write PNG images");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
