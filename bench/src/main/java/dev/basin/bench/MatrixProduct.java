package dev.basin.bench;

/**
 * One float32 product C = A B with A (rows × inner), B (inner × columns).
 *
 * @param rows rows of A and C
 * @param inner columns of A, rows of B
 * @param columns columns of B and C
 * @param leftTransposed whether A lies in memory as its transpose
 * @param rightTransposed whether B lies in memory as its transpose
 */
record MatrixProduct(
    long rows, long inner, long columns, boolean leftTransposed, boolean rightTransposed) {

  static MatrixProduct square(long size) {
    return new MatrixProduct(size, size, size, false, false);
  }

  /** Floating-point operations, a multiplication and an addition counted apart. */
  long flops() {
    return 2 * rows * inner * columns;
  }

  /** Bytes of A, B and C. */
  long bytes() {
    return Float.BYTES * (rows * inner + inner * columns + rows * columns);
  }
}
