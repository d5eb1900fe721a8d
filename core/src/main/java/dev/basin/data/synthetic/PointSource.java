package dev.basin.data.synthetic;

import dev.basin.data.prepared.PreparedPartWriter;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.engine.Workers;

/**
 * Makes the points of a synthetic data set, window by window, so that no more than a window need be
 * in memory.
 *
 * @param <A> what holds the values, {@code float[]} or {@code byte[]}
 */
interface PointSource<A> {
  /** What the data set is. */
  PreparedSetInfo info();

  /** How many points a part has. */
  int points(Part part);

  /** How many windows a part has, at least 1. */
  int windows(Part part);

  /**
   * Makes one window.
   *
   * @param window from 0 to {@code windows(part) − 1}; the points of a part are those of its
   *     windows in order
   * @param workers make it faster and do not change it
   */
  Points<A> window(Part part, int window, Workers workers);

  /** An array for the values of a point. */
  A newPoint();

  /** Memory for the points of a part. */
  PointMemory<A> memory(Part part);

  /** Hands points to a file. */
  PointSink<A> sink(PreparedPartWriter file);
}
