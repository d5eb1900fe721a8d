package dev.basin.lab;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.network.Network;

/** Whether data can be put into a network. */
public final class DataFit {
  private DataFit() {}

  /**
   * Refuses data that do not fit.
   *
   * @throws DataMismatchException if points have another shape than the network's inputs, or there
   *     are more classes than outputs
   */
  public static void require(TrainTestData data, Network network) {
    require(data.train(), network);
    require(data.test(), network);
  }

  private static void require(Dataset points, Network network) {
    if (!network.accepts(points.shape())) {
      throw new DataMismatchException(
          "points of " + points.name() + " for network " + network.name(),
          "shape " + network.input(),
          points.shape().toString(),
          points.shape().isImage() && network.input().isImage()
              ? "choose other data or another network, or scale pictures of a folder with"
                  + " image-size"
              : "choose other data or another network");
    }
    if (points.classes() > network.classes()) {
      throw new DataMismatchException(
          "classes of " + points.name() + " for network " + network.name(),
          "at most " + network.classes(),
          Integer.toString(points.classes()),
          "choose other data or another network");
    }
  }
}
