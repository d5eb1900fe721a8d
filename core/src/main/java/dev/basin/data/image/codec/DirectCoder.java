package dev.basin.data.image.codec;

import java.io.IOException;

/**
 * Decodes the first coefficients of blocks, the means, but for their lowest bits (T.81, G.1.2.1).
 */
final class DirectCoder implements BlockCoder {
  private final HuffmanTable table;
  private final int missingBits;
  private int mean;

  DirectCoder(HuffmanTable table, int missingBits) {
    this.table = table;
    this.missingBits = missingBits;
  }

  @Override
  public void decode(EntropyBits bits, short[] coefficients, int at) throws IOException {
    mean += bits.signed(table.decode(bits));
    coefficients[at] = (short) (mean << missingBits);
  }

  @Override
  public void restart() {
    mean = 0;
  }
}
