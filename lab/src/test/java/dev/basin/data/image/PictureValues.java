package dev.basin.data.image;

/** A picture's colours, for tests of other packages. */
public final class PictureValues {
  private PictureValues() {}

  /** The picture's own pixels, {@code (height, width, 3)}. */
  public static byte[] of(PictureFile picture) {
    return picture.values(picture.size());
  }

  /** The picture scaled to a size. */
  public static byte[] scaled(PictureFile picture, int height, int width) {
    return picture.values(new ImageSize(height, width));
  }
}
