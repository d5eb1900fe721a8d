package dev.basin.data.image.codec;

import java.util.Arrays;
import java.util.List;

/**
 * How many of the lowest bits of each coefficient are missing as yet, in a JPEG file of several
 * scans. A file may end before all have come; libjpeg then guesses how they go on.
 */
final class ScanPrecision {
  private static final int NONE = -1;
  private static final int MOST_MISSING_BITS = 13;

  /** Of the coefficients in zigzag order, those that libjpeg 2.1 guesses if they are missing. */
  private static final int NEEDED = 10;

  private final boolean progressive;
  private final int[][] missing;

  ScanPrecision(JpegFrame frame) {
    progressive = frame.progressive();
    missing = new int[frame.components().size()][BlockCoder.COEFFICIENTS];
    for (int[] component : missing) {
      Arrays.fill(component, NONE);
    }
  }

  /**
   * Notes a scan.
   *
   * @throws PictureException if it does not go on from those before it
   */
  void add(JpegScan scan, PictureBytes bytes) throws PictureException {
    if (!progressive) {
      for (JpegScan.Part part : scan.parts()) {
        Arrays.fill(missing[part.index()], 0);
      }
      return;
    }
    boolean direct = scan.first() == 0;
    boolean inOrder =
        scan.first() <= scan.last()
            && scan.last() < BlockCoder.COEFFICIENTS
            && (direct ? scan.last() == 0 : scan.parts().size() == 1)
            && scan.bitsAfter() <= MOST_MISSING_BITS
            && (scan.bitsBefore() == 0 || scan.bitsBefore() == scan.bitsAfter() + 1);
    if (!inOrder) {
      throw bytes.broken(
          "a scan of coefficients %d to %d, bits %d to %d"
              .formatted(scan.first(), scan.last(), scan.bitsBefore(), scan.bitsAfter()));
    }
    for (JpegScan.Part part : scan.parts()) {
      int[] component = missing[part.index()];
      if (!direct && component[0] == NONE) {
        throw bytes.broken("a scan of coefficients before that of the means");
      }
      for (int k = scan.first(); k <= scan.last(); k++) {
        if (Math.max(0, component[k]) != scan.bitsBefore()) {
          throw bytes.broken("a scan that does not go on from the last one of coefficient " + k);
        }
        component[k] = scan.bitsAfter();
      }
    }
  }

  /**
   * Requires that nothing is missing that would have to be guessed.
   *
   * @param components the frame's
   */
  void requireComplete(List<JpegComponent> components, PictureBytes bytes) throws PictureException {
    for (int i = 0; i < missing.length; i++) {
      if (missing[i][0] == NONE) {
        throw bytes.broken("no scan of component " + components.get(i).id());
      }
      for (int k = 0; k < NEEDED; k++) {
        if (missing[i][k] != 0) {
          throw PictureException.unsupported(
              "a progressive JPEG that ends before its full precision",
              "repair it, or save it again as an ordinary JPEG");
        }
      }
    }
  }
}
