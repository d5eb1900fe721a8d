package dev.basin.data.image.codec;

import java.io.IOException;

/** Decodes a scan's blocks of one component, in the order in which they are coded. */
interface BlockCoder {
  int COEFFICIENTS = 64;

  /**
   * Decodes a block.
   *
   * @param coefficients where the block's 64 coefficients are, from {@code at} on, row by row; what
   *     earlier scans gave of them, or zeros
   */
  void decode(EntropyBits bits, short[] coefficients, int at) throws IOException;

  /** Begins anew behind a restart marker. */
  void restart();
}
