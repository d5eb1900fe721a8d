package dev.basin.lab.chart;

/** One thing that a {@link LineChart} draws between its axes. */
public sealed interface Layer permits Series, Band, Marker, Level, Stretch {

  /** Draws what of it lies within the frame. */
  void draw(Canvas canvas, PlotFrame frame);
}
