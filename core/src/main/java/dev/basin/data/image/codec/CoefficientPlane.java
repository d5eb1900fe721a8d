package dev.basin.data.image.codec;

import java.util.Arrays;

/**
 * The coefficients of a component: of all its rows of blocks, or of those of one unit at a time.
 */
final class CoefficientPlane {
  /** By rows of blocks, so that no single array is large. */
  private final short[][] rows;

  private CoefficientPlane(JpegComponent component, int blockRows) {
    rows = new short[blockRows][component.allBlockColumns() * BlockCoder.COEFFICIENTS];
  }

  /** Room for all of a component. */
  static CoefficientPlane whole(JpegComponent component) {
    return new CoefficientPlane(component, component.allBlockRows());
  }

  /** Room for a row of units, which the next one takes in its turn. */
  static CoefficientPlane oneUnitRow(JpegComponent component) {
    return new CoefficientPlane(component, component.vertical());
  }

  /** The memory that so many rows of blocks take. */
  static long bytes(JpegComponent component, int blockRows) {
    return (long) blockRows * component.allBlockColumns() * BlockCoder.COEFFICIENTS * Short.BYTES;
  }

  /** A row of blocks: {@code (blocks, 64)}, each block row by row. */
  short[] row(int blockRow) {
    return rows[blockRow % rows.length];
  }

  /** Sets everything to zero. */
  void clear() {
    for (short[] row : rows) {
      Arrays.fill(row, (short) 0);
    }
  }
}
