package dev.basin.engine;

import org.bytedeco.pytorch.Tensor;

/**
 * A run of neighbouring elements of a flat vector that belong together, such as the weights of one
 * layer or of one filter.
 *
 * @param name what it is
 * @param offset where its first element lies
 * @param size how many elements, at least 1
 */
public record Segment(String name, long offset, long size) {

  /** Checks the ranges. */
  public Segment {
    if (offset < 0 || size < 1) {
      throw new IllegalArgumentException(
          "segment " + name + ": offset " + offset + ", size " + size + "; expected >= 0, >= 1");
    }
  }

  /** This part of a vector, as a view. */
  public Tensor of(Tensor flat) {
    return flat.narrow(0, offset, size);
  }
}
