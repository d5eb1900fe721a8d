package dev.basin.data.image.codec;

import java.io.IOException;

/**
 * Decodes one more bit of a band of coefficients of blocks (T.81, G.1.2.3). Coefficients that are
 * not zero yet have a bit each, wherever they stand; those that are, are counted in runs, and what
 * ends a run becomes 1 or −1 in that bit.
 */
final class BandRefiner implements BlockCoder {
  private static final int LONGEST_RUN = 15;

  private final HuffmanTable table;
  private final int first;
  private final int last;
  private final int bit;

  /** How many blocks follow, this one included, in which nothing becomes other than zero. */
  private int refinedBlocks;

  BandRefiner(HuffmanTable table, JpegScan scan) {
    this.table = table;
    this.first = scan.first();
    this.last = scan.last();
    this.bit = 1 << scan.bitsAfter();
  }

  @Override
  public void decode(EntropyBits bits, short[] coefficients, int at) throws IOException {
    int k = first;
    while (refinedBlocks == 0 && k <= last) {
      int symbol = table.decode(bits);
      int run = symbol >>> 4;
      int size = symbol & 15;
      if (size > 1) {
        throw bits.broken("a refinement by " + size + " bits");
      }
      if (size == 0 && run != LONGEST_RUN) {
        refinedBlocks = (1 << run) + bits.read(run);
        break;
      }
      int found = size == 0 ? 0 : bits.read(1) == 1 ? bit : -bit;
      k = refine(bits, coefficients, at, k, run);
      if (found != 0) {
        if (k > last) {
          throw bits.broken("a coefficient behind the last of its scan");
        }
        coefficients[at + JpegTables.ZIGZAG[k]] = (short) found;
      }
      k++;
    }
    if (refinedBlocks > 0) {
      refine(bits, coefficients, at, k, COEFFICIENTS);
      refinedBlocks--;
    }
  }

  /** Refines from a coefficient on; gives the place of the zero after so many, or the end. */
  private int refine(EntropyBits bits, short[] coefficients, int at, int from, int zeros)
      throws IOException {
    int left = zeros;
    for (int k = from; k <= last; k++) {
      int place = at + JpegTables.ZIGZAG[k];
      int value = coefficients[place];
      if (value == 0) {
        if (left-- == 0) {
          return k;
        }
      } else if (bits.read(1) == 1 && (value & bit) == 0) {
        coefficients[place] = (short) (value > 0 ? value + bit : value - bit);
      }
    }
    return last + 1;
  }

  @Override
  public void restart() {
    refinedBlocks = 0;
  }
}
