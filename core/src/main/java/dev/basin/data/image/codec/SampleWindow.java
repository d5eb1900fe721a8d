package dev.basin.data.image.codec;

/**
 * The samples of a component about the rows of the picture that are made next: those of three rows
 * of units. Rows beyond the picture are those at its edge.
 */
final class SampleWindow {
  private static final int UNIT_ROWS = 3;

  private final JpegComponent component;
  private final CoefficientPlane coefficients;
  private final InverseCosine transform = new InverseCosine();
  private final int stride;
  private final int unitHeight;
  private final byte[] samples;

  SampleWindow(JpegComponent component, CoefficientPlane coefficients) {
    this.component = component;
    this.coefficients = coefficients;
    this.stride = component.stride();
    this.unitHeight = component.vertical() * JpegComponent.BLOCK;
    this.samples = new byte[UNIT_ROWS * unitHeight * stride];
  }

  /** The memory that a window takes. */
  static long bytes(JpegComponent component) {
    return (long) UNIT_ROWS * component.vertical() * JpegComponent.BLOCK * component.stride();
  }

  JpegComponent component() {
    return component;
  }

  /**
   * Computes the samples of a row of units from its coefficients.
   *
   * @param steps of quantisation
   */
  void compute(int unitRow, int[] steps) {
    int first = unitRow * component.vertical();
    int end = Math.min(first + component.vertical(), component.blockRows());
    for (int blockRow = first; blockRow < end; blockRow++) {
      short[] row = coefficients.row(blockRow);
      int at = at(blockRow * JpegComponent.BLOCK);
      for (int x = 0; x < component.blockColumns(); x++) {
        transform.transform(
            row, x * BlockCoder.COEFFICIENTS, steps, samples, at + x * JpegComponent.BLOCK, stride);
      }
    }
  }

  /** The array that {@link #at} points into. */
  byte[] samples() {
    return samples;
  }

  /** Where a row begins, or the nearest to it that is within the picture. */
  int at(int y) {
    int within = Math.max(0, Math.min(component.height() - 1, y));
    return within % (UNIT_ROWS * unitHeight) * stride;
  }
}
