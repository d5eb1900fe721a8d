package dev.basin.data.image.codec;

import org.jspecify.annotations.Nullable;

/** The tables of a JPEG file as they stand; a later one replaces that of its number. */
final class JpegTables {
  /** Where a coefficient stands in a block, row by row, in the order in which they are coded. */
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private static final int TABLES = 4;
  private static final int MOST_SYMBOLS = 256;
  private static final int MOST_BITS = 15;

  private final int[] @Nullable [] steps = new int[TABLES][];
  private final @Nullable HuffmanTable[] direct = new HuffmanTable[TABLES];
  private final @Nullable HuffmanTable[] alternating = new HuffmanTable[TABLES];

  /** Takes tables of quantisation (ITU-T T.81, B.2.4.1). */
  void quantisation(JpegSegment segment) throws PictureException {
    while (segment.remaining() > 0) {
      int head = segment.unsigned8();
      int number = head & 15;
      if (number >= TABLES || head >>> 4 > 1) {
        throw segment.broken("table of quantisation " + head);
      }
      int[] table = new int[ZIGZAG.length];
      for (int place : ZIGZAG) {
        table[place] = head >>> 4 == 0 ? segment.unsigned8() : segment.unsigned16();
      }
      steps[number] = table;
    }
  }

  /** Takes Huffman tables (T.81, B.2.4.2). */
  void huffman(JpegSegment segment) throws PictureException {
    while (segment.remaining() > 0) {
      int head = segment.unsigned8();
      int number = head & 15;
      int[] counts = new int[HuffmanTable.LONGEST];
      int symbols = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = segment.unsigned8();
        symbols += counts[i];
      }
      if (number >= TABLES || head >>> 4 > 1 || symbols > MOST_SYMBOLS) {
        throw segment.broken("Huffman table %d of %d symbols".formatted(head, symbols));
      }
      HuffmanTable table = HuffmanTable.of(counts, segment.read(symbols));
      if (table == null || (head >>> 4 == 0 && table.largest() > MOST_BITS)) {
        throw segment.broken("a Huffman table that cannot be");
      }
      (head >>> 4 == 0 ? direct : alternating)[number] = table;
    }
  }

  /** The steps of quantisation, row by row. */
  int[] steps(int number, PictureBytes bytes) throws PictureException {
    int[] table = steps[number];
    if (table == null) {
      throw bytes.broken("table of quantisation %d is missing".formatted(number));
    }
    return table;
  }

  /** The table for the first coefficient, the mean of a block. */
  HuffmanTable direct(int number) throws PictureException {
    return present(direct[number]);
  }

  /** The table for the other coefficients. */
  HuffmanTable alternating(int number) throws PictureException {
    return present(alternating[number]);
  }

  private static HuffmanTable present(@Nullable HuffmanTable table) throws PictureException {
    if (table == null) {
      throw PictureException.unsupported(
          "a JPEG without its Huffman tables, such as a frame of Motion JPEG",
          "save it again as an ordinary JPEG, or as PNG");
    }
    return table;
  }
}
