package dev.basin.landscape;

import org.jspecify.annotations.Nullable;

/**
 * Loss and accuracy at one point of a plane.
 *
 * @param a along the first direction
 * @param b along the second direction
 * @param trainLoss mean cross entropy on the training set, in nats
 * @param trainAccuracy in percent
 * @param testLoss mean cross entropy on the test set, in nats; null if it was not asked for
 * @param testAccuracy in percent; null if it was not asked for
 */
public record PlanePoint(
    double a,
    double b,
    double trainLoss,
    double trainAccuracy,
    @Nullable Double testLoss,
    @Nullable Double testAccuracy) {

  /** From a row of a {@link PointLog}. */
  static PlanePoint of(double[] row) {
    boolean tested = row.length == 6;
    return new PlanePoint(
        row[0], row[1], row[2], row[3], tested ? row[4] : null, tested ? row[5] : null);
  }
}
