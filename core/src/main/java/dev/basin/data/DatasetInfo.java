package dev.basin.data;

import dev.basin.engine.PointShape;

/**
 * What is known of a data set apart from its points.
 *
 * @param name what it is called in results, for example {@code mnist/train}
 * @param classes the number of classes, at least 1
 * @param shape the shape of a point
 * @param digest SHA-256 of the source, in lower-case hexadecimal digits, for the record
 * @param origin where it comes from and what was done to it, a sentence for results; empty for a
 *     published data set as it is
 */
public record DatasetInfo(
    String name, int classes, PointShape shape, String digest, String origin) {

  /** Checks the ranges. */
  public DatasetInfo {
    if (classes < 1) {
      throw new IllegalArgumentException(
          name + ", classes: found " + classes + ", expected at least 1");
    }
  }

  /** Of a published data set as it is. */
  public static DatasetInfo published(String name, int classes, PointShape shape, String digest) {
    return new DatasetInfo(name, classes, shape, digest, "");
  }
}
