package dev.basin.data.image.codec;

/**
 * The inverse discrete cosine transform of 8 × 8 coefficients in whole numbers, by the algorithm of
 * Loeffler, Ligtenberg and Moschytz (ICASSP 1989) with 11 multiplications, first of the columns and
 * then of the rows. Word lengths and roundings are those of libjpeg's accurate transform, so that
 * the samples are the same to the bit.
 */
final class InverseCosine {
  private static final int SIZE = 8;

  /** Bits behind the point of the constants. */
  private static final int CONSTANT_BITS = 13;

  /** Bits behind the point that stay between the two passes. */
  private static final int PASS_BITS = 2;

  private static final int CENTER = 128;

  // With c(k) = √2 cos(kπ/16): what the figure of the algorithm calls its rotations.
  private static final int C6 = fixed(0.541196100);
  private static final int C2_MINUS_C6 = fixed(0.765366865);
  private static final int C2_PLUS_C6 = fixed(1.847759065);
  private static final int C3 = fixed(1.175875602);
  private static final int C3_MINUS_C5 = fixed(0.390180644);
  private static final int C3_PLUS_C5 = fixed(1.961570560);
  private static final int C3_MINUS_C7 = fixed(0.899976223);
  private static final int C1_PLUS_C3 = fixed(2.562915447);
  private static final int ODD_0 = fixed(0.298631336); // −c1 + c3 + c5 − c7
  private static final int ODD_1 = fixed(2.053119869); // c1 + c3 − c5 + c7
  private static final int ODD_2 = fixed(3.072711026); // c1 + c3 + c5 − c7
  private static final int ODD_3 = fixed(1.501321110); // c1 + c3 − c5 − c7

  private final int[] between = new int[SIZE * SIZE];

  private static int fixed(double value) {
    return (int) Math.round(value * (1 << CONSTANT_BITS));
  }

  /**
   * Transforms a block.
   *
   * @param coefficients the coefficients, of which 64 from {@code from} on are taken, row by row
   * @param steps the steps of quantisation, row by row
   * @param samples where the samples go, 0 to 255
   * @param to the first sample's place
   * @param stride the distance between rows
   */
  void transform(short[] coefficients, int from, int[] steps, byte[] samples, int to, int stride) {
    for (int column = 0; column < SIZE; column++) {
      column(coefficients, from + column, steps, column);
    }
    for (int row = 0; row < SIZE; row++) {
      row(row * SIZE, samples, to + row * stride);
    }
  }

  private void column(short[] coefficients, int from, int[] steps, int column) {
    int a0 = coefficients[from] * steps[column];
    int a1 = coefficients[from + 8];
    int a2 = coefficients[from + 16];
    int a3 = coefficients[from + 24];
    int a4 = coefficients[from + 32];
    int a5 = coefficients[from + 40];
    int a6 = coefficients[from + 48];
    int a7 = coefficients[from + 56];
    if ((a1 | a2 | a3 | a4 | a5 | a6 | a7) == 0) {
      int flat = a0 << PASS_BITS;
      for (int i = column; i < SIZE * SIZE; i += SIZE) {
        between[i] = flat;
      }
      return;
    }
    pass(
        a0,
        a1 * steps[column + 8],
        a2 * steps[column + 16],
        a3 * steps[column + 24],
        a4 * steps[column + 32],
        a5 * steps[column + 40],
        a6 * steps[column + 48],
        a7 * steps[column + 56],
        column,
        SIZE,
        CONSTANT_BITS - PASS_BITS);
  }

  private void row(int at, byte[] samples, int to) {
    pass(
        between[at],
        between[at + 1],
        between[at + 2],
        between[at + 3],
        between[at + 4],
        between[at + 5],
        between[at + 6],
        between[at + 7],
        at,
        1,
        CONSTANT_BITS + PASS_BITS + 3);
    for (int i = 0; i < SIZE; i++) {
      int sample = between[at + i] + CENTER;
      samples[to + i] = (byte) Math.max(0, Math.min(255, sample));
    }
  }

  /** Eight numbers to eight in {@link #between}, rounded after {@code drop} bits. */
  private void pass(
      int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7, int at, int step, int drop) {
    int half = 1 << (drop - 1);
    int common = (a2 + a6) * C6;
    int even2 = common - a6 * C2_PLUS_C6;
    int even3 = common + a2 * C2_MINUS_C6;
    int even0 = (a0 + a4) << CONSTANT_BITS;
    int even1 = (a0 - a4) << CONSTANT_BITS;
    int sum0 = even0 + even3 + half;
    int sum3 = even0 - even3 + half;
    int sum1 = even1 + even2 + half;
    int sum2 = even1 - even2 + half;

    int all = (a7 + a3 + a5 + a1) * C3;
    int z1 = -(a7 + a1) * C3_MINUS_C7;
    int z2 = -(a5 + a3) * C1_PLUS_C3;
    int z3 = all - (a7 + a3) * C3_PLUS_C5;
    int z4 = all - (a5 + a1) * C3_MINUS_C5;
    int odd0 = a7 * ODD_0 + z1 + z3;
    int odd1 = a5 * ODD_1 + z2 + z4;
    int odd2 = a3 * ODD_2 + z2 + z3;
    int odd3 = a1 * ODD_3 + z1 + z4;

    between[at] = (sum0 + odd3) >> drop;
    between[at + 7 * step] = (sum0 - odd3) >> drop;
    between[at + step] = (sum1 + odd2) >> drop;
    between[at + 6 * step] = (sum1 - odd2) >> drop;
    between[at + 2 * step] = (sum2 + odd1) >> drop;
    between[at + 5 * step] = (sum2 - odd1) >> drop;
    between[at + 3 * step] = (sum3 + odd0) >> drop;
    between[at + 4 * step] = (sum3 - odd0) >> drop;
  }
}
