package dev.basin.data.kaldi;

import java.util.Objects;

/** A matrix of float32 numbers; whatever else it was stored as has been rounded to them. */
public final class KaldiMatrix implements KaldiValue {
  private final String encoding;
  private final int rows;
  private final int columns;
  private final float[] values;

  /** Takes values as they are: {@code (rows, columns)}, row-major. */
  KaldiMatrix(String encoding, int rows, int columns, float[] values) {
    this.encoding = encoding;
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** The number of rows; of features, the frames. */
  public int rows() {
    return rows;
  }

  /** The number of columns; of features, the dimensions. */
  public int columns() {
    return columns;
  }

  /**
   * One value.
   *
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public float get(int row, int column) {
    return values[Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns)];
  }

  /** The values, row-major; this object's own array, not to be changed. */
  float[] values() {
    return values;
  }

  /** Some of the rows and columns, from the first (inclusive) to the last (exclusive). */
  KaldiMatrix part(int firstRow, int endRow, int firstColumn, int endColumn) {
    int width = endColumn - firstColumn;
    float[] part = new float[(endRow - firstRow) * width];
    for (int row = firstRow; row < endRow; row++) {
      System.arraycopy(values, row * columns + firstColumn, part, (row - firstRow) * width, width);
    }
    return new KaldiMatrix(encoding, endRow - firstRow, width, part);
  }

  @Override
  public String encoding() {
    return encoding;
  }

  @Override
  public String description() {
    return "a " + rows + "×" + columns + " matrix";
  }

  @Override
  public String toString() {
    return description();
  }
}
