package dev.basin.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The shape of one point: a picture of channels × height × width, or a plain vector, which is
 * (features, 1, 1). The values of a point lie in (height, width, channel) order, so that a batch of
 * pictures is what the engine calls channels-last, without a copy.
 *
 * @param channels colour channels of a picture, or features of a vector; at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record PointShape(int channels, int height, int width) {

  /** Checks the ranges. */
  public PointShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape (%d, %d, %d): expected channels, height and width of at least 1"
              .formatted(channels, height, width));
    }
    Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /** The shape of a vector. */
  public static PointShape vector(int features) {
    return new PointShape(features, 1, 1);
  }

  /** The shape of a picture. */
  public static PointShape image(int channels, int height, int width) {
    return new PointShape(channels, height, width);
  }

  /** Values of one point. */
  public int features() {
    return channels * height * width;
  }

  /** Whether it has more than one place. */
  @JsonIgnore
  public boolean isImage() {
    return height > 1 || width > 1;
  }

  /** The sizes in words: {@code (784)} or {@code (3, 32, 32)}. */
  @Override
  public String toString() {
    return isImage() ? "(%d, %d, %d)".formatted(channels, height, width) : "(" + channels + ")";
  }
}
