package dev.basin.data.image.codec;

import java.util.List;

/**
 * One pass over the pixels of a picture: every {@code stepX}-th of every {@code stepY}-th row.
 *
 * @param x the first column
 * @param y the first row
 * @param stepX columns between two pixels
 * @param stepY rows between two rows
 */
record PngPass(int x, int y, int stepX, int stepY) {
  /** The seven passes of Adam7 (PNG specification, 8.2). */
  static final List<PngPass> ADAM7 =
      List.of(
          new PngPass(0, 0, 8, 8),
          new PngPass(4, 0, 8, 8),
          new PngPass(0, 4, 4, 8),
          new PngPass(2, 0, 4, 4),
          new PngPass(0, 2, 2, 4),
          new PngPass(1, 0, 2, 2),
          new PngPass(0, 1, 1, 2));

  /** Columns of a picture that the pass has. */
  int columns(int width) {
    return Math.max(0, (width - x + stepX - 1) / stepX);
  }

  /** Rows of a picture that the pass has; without columns, there are none either. */
  int rows(int height, int width) {
    return columns(width) == 0 ? 0 : Math.max(0, (height - y + stepY - 1) / stepY);
  }
}
