package dev.basin.data.image;

import dev.basin.data.archive.UnpackLimits;
import org.jspecify.annotations.Nullable;

/**
 * How an image folder is read.
 *
 * @param size the size to which every picture is scaled, or null if all have one size already
 * @param setBytes the most bytes that all pictures together may have, decoded
 * @param unpacking how much an archive of a folder may unpack to
 */
public record ImageFolderOptions(@Nullable ImageSize size, long setBytes, UnpackLimits unpacking) {
  /** Pictures as they are, at most 64 GiB decoded, archives within {@link UnpackLimits#DEFAULT}. */
  public static final ImageFolderOptions DEFAULT =
      new ImageFolderOptions(null, 64L << 30, UnpackLimits.DEFAULT);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if {@code setBytes} is not positive
   */
  public ImageFolderOptions {
    if (setBytes < 1) {
      throw new IllegalArgumentException(
          "image folder, setBytes: found " + setBytes + ", expected at least 1");
    }
  }

  /** The same with another size, or with pictures as they are. */
  public ImageFolderOptions withSize(@Nullable ImageSize newSize) {
    return new ImageFolderOptions(newSize, setBytes, unpacking);
  }
}
