package dev.basin.data.image.codec;

import java.io.IOException;

/** Decodes whole blocks (ITU-T T.81, F.2.2). */
final class SequentialCoder implements BlockCoder {
  private static final int LONGEST_RUN = 15;

  private final HuffmanTable direct;
  private final HuffmanTable alternating;
  private int mean;

  SequentialCoder(HuffmanTable direct, HuffmanTable alternating) {
    this.direct = direct;
    this.alternating = alternating;
  }

  @Override
  public void decode(EntropyBits bits, short[] coefficients, int at) throws IOException {
    mean += bits.signed(direct.decode(bits));
    coefficients[at] = (short) mean;
    for (int k = 1; k < COEFFICIENTS; k++) {
      int symbol = alternating.decode(bits);
      int run = symbol >>> 4;
      int size = symbol & 15;
      if (size == 0 && run != LONGEST_RUN) {
        return;
      }
      k += run;
      if (size > 0) {
        if (k >= COEFFICIENTS) {
          throw bits.broken("more than 64 coefficients in a block");
        }
        coefficients[at + JpegTables.ZIGZAG[k]] = (short) bits.signed(size);
      }
    }
  }

  @Override
  public void restart() {
    mean = 0;
  }
}
