package dev.basin.data.image.codec;

/**
 * A colour component of a JPEG file: how it is sampled and how many blocks of 8 × 8 samples it has.
 * Components are coded in units (MCUs) of {@code horizontal} × {@code vertical} blocks; the last
 * units may reach beyond the picture.
 *
 * @param id what scans call it
 * @param horizontal samples of a row, relative to the other components
 * @param vertical samples of a column, likewise
 * @param table the number of its table of quantisation
 * @param width samples of a row within the picture
 * @param height samples of a column within the picture
 * @param unitColumns units of a row of the picture
 * @param unitRows units of a column of the picture
 */
record JpegComponent(
    int id,
    int horizontal,
    int vertical,
    int table,
    int width,
    int height,
    int unitColumns,
    int unitRows) {
  static final int BLOCK = 8;

  /** Blocks that hold samples of the picture, in a row. */
  int blockColumns() {
    return (width + BLOCK - 1) / BLOCK;
  }

  /** Blocks that hold samples of the picture, in a column. */
  int blockRows() {
    return (height + BLOCK - 1) / BLOCK;
  }

  /** Blocks in a row of whole units. */
  int allBlockColumns() {
    return unitColumns * horizontal;
  }

  /** Blocks in a column of whole units. */
  int allBlockRows() {
    return unitRows * vertical;
  }

  /** Samples in a row of whole units. */
  int stride() {
    return allBlockColumns() * BLOCK;
  }
}
