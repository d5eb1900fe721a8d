package dev.basin.lab;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.network.Network;

/** Whether data can be put into a network. */
public final class DataFit {
  private DataFit() {}

  /**
   * Refuses data that do not fit.
   *
   * @throws DimensionMismatchException if points have another shape than the network's inputs, or
   *     there are more classes than outputs
   */
  public static void require(TrainTestData data, Network network) {
    require(data.train(), network);
    require(data.test(), network);
  }

  private static void require(Dataset points, Network network) {
    if (!network.accepts(points.shape())) {
      throw new DimensionMismatchException(
          "points of " + points.name() + " for network " + network.name(),
          network.input().toString(),
          points.shape().toString());
    }
    if (points.classes() > network.classes()) {
      throw new DimensionMismatchException(
          "classes of " + points.name() + " for network " + network.name(),
          "at most " + network.classes(),
          Integer.toString(points.classes()));
    }
  }
}
