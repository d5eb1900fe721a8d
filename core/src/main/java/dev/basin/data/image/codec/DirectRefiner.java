package dev.basin.data.image.codec;

import java.io.IOException;

/** Decodes one more bit of the first coefficients of blocks (T.81, G.1.2.1). */
final class DirectRefiner implements BlockCoder {
  private final int bit;

  DirectRefiner(int missingBits) {
    this.bit = 1 << missingBits;
  }

  @Override
  public void decode(EntropyBits bits, short[] coefficients, int at) throws IOException {
    if (bits.read(1) == 1) {
      coefficients[at] |= (short) bit;
    }
  }

  @Override
  public void restart() {}
}
