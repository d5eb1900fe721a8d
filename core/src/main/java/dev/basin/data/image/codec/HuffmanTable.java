package dev.basin.data.image.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A Huffman table of a JPEG file (ITU-T T.81, annexes C and F.2.2.3). Codes of up to {@value
 * #LOOKUP_BITS} bits are found in one look, longer ones by their length.
 */
final class HuffmanTable {
  static final int LOOKUP_BITS = 9;
  static final int LONGEST = 16;

  /** For every {@value #LOOKUP_BITS} bits: length · 256 + symbol; 0 for a longer code. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** For each length: one above its last code, aligned to {@value #LONGEST} bits. */
  private final int[] limit = new int[LONGEST + 1];

  /** For each length: what added to a code gives its symbol's index. */
  private final int[] shift = new int[LONGEST + 1];

  private final byte[] symbols;

  private HuffmanTable(byte[] symbols) {
    this.symbols = symbols;
  }

  /**
   * Makes a table.
   *
   * @param counts how many codes of each length there are, from length 1 on
   * @param symbols what the codes stand for, shortest first
   * @return null if there are more codes of a length than bits can tell apart
   */
  static @Nullable HuffmanTable of(int[] counts, byte[] symbols) {
    HuffmanTable table = new HuffmanTable(symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      table.shift[length] = index - code;
      for (int i = 0; i < counts[length - 1]; i++) {
        if (code >= 1 << length) {
          return null;
        }
        table.lookUp(code++, length, symbols[index++]);
      }
      table.limit[length] = code << (LONGEST - length);
      code <<= 1;
    }
    return table;
  }

  private void lookUp(int code, int length, byte symbol) {
    if (length <= LOOKUP_BITS) {
      int free = LOOKUP_BITS - length;
      for (int i = 0; i < 1 << free; i++) {
        lookup[(code << free) + i] = (short) (length << 8 | (symbol & 0xFF));
      }
    }
  }

  /** The largest symbol. */
  int largest() {
    int largest = 0;
    for (byte symbol : symbols) {
      largest = Math.max(largest, symbol & 0xFF);
    }
    return largest;
  }

  /** Takes a code and gives its symbol. */
  int decode(EntropyBits bits) throws IOException {
    int entry = lookup[bits.peek(LOOKUP_BITS)];
    if (entry != 0) {
      bits.take(entry >>> 8);
      return entry & 0xFF;
    }
    int ahead = bits.peek(LONGEST);
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      if (ahead < limit[length]) {
        bits.take(length);
        return symbols[(ahead >>> (LONGEST - length)) + shift[length]] & 0xFF;
      }
    }
    bits.take(LONGEST); // if they are not there, that is what is wrong
    throw bits.broken("bits that are no code of the Huffman table");
  }
}
