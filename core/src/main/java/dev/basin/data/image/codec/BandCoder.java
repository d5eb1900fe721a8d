package dev.basin.data.image.codec;

import java.io.IOException;

/** Decodes a band of coefficients of blocks but for their lowest bits (T.81, G.1.2.2). */
final class BandCoder implements BlockCoder {
  private static final int LONGEST_RUN = 15;

  private final HuffmanTable table;
  private final int first;
  private final int last;
  private final int missingBits;

  /** How many blocks follow that have nothing in this band. */
  private int emptyBlocks;

  BandCoder(HuffmanTable table, JpegScan scan) {
    this.table = table;
    this.first = scan.first();
    this.last = scan.last();
    this.missingBits = scan.bitsAfter();
  }

  @Override
  public void decode(EntropyBits bits, short[] coefficients, int at) throws IOException {
    if (emptyBlocks > 0) {
      emptyBlocks--;
      return;
    }
    for (int k = first; k <= last; k++) {
      int symbol = table.decode(bits);
      int run = symbol >>> 4;
      int size = symbol & 15;
      if (size == 0 && run != LONGEST_RUN) {
        emptyBlocks = (1 << run) + bits.read(run) - 1;
        return;
      }
      k += run;
      if (size > 0) {
        if (k > last) {
          throw bits.broken("a coefficient behind the last of its scan");
        }
        coefficients[at + JpegTables.ZIGZAG[k]] = (short) (bits.signed(size) << missingBits);
      }
    }
  }

  @Override
  public void restart() {
    emptyBlocks = 0;
  }
}
