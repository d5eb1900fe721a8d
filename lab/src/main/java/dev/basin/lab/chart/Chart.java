package dev.basin.lab.chart;

/** A figure that can draw itself on any canvas. */
public interface Chart {

  /** What the figure shows, in one line. */
  String title();

  /** What a reader who cannot see the figure should know. */
  String description();

  /** Width in units; one unit is a CSS pixel at natural size. */
  double width();

  /** Height in units. */
  double height();

  /** Draws the figure. */
  void draw(Canvas canvas);
}
