package dev.basin.data.image.codec;

import java.io.IOException;

/**
 * The bits of a JPEG file's entropy-coded data (ITU-T T.81, F.1.2.3): a byte FF is followed by a 00
 * that is left out, or is the beginning of a marker, before which the bits end.
 */
final class EntropyBits {
  private static final int MARK = 0xFF;
  private static final int FIRST_RESTART = 0xD0;
  private static final int RESTARTS = 8;

  private final PictureBytes bytes;

  /** The lowest {@link #count} bits are those that come next. */
  private long ahead;

  private int count;

  /** The marker that ends the bits, or 0 where it was not reached. */
  private int marker;

  private boolean ended;

  EntropyBits(PictureBytes bytes) {
    this.bytes = bytes;
  }

  private void fill() throws IOException {
    while (count <= Long.SIZE - 2 * Byte.SIZE && marker == 0 && !ended) {
      int next = bytes.next();
      if (next == MARK) {
        int second;
        do { // a marker may be preceded by any number of FF
          second = bytes.next();
        } while (second == MARK);
        if (second > 0) {
          marker = second;
          return;
        }
        ended = second < 0;
      }
      ended |= next < 0;
      if (!ended) {
        ahead = ahead << Byte.SIZE | next;
        count += Byte.SIZE;
      }
    }
  }

  /** The next bits without taking them; zeros where there are none. At most 16. */
  int peek(int bits) throws IOException {
    if (count < bits) {
      fill();
    }
    long aligned = count >= bits ? ahead >>> (count - bits) : ahead << (bits - count);
    return (int) aligned & ((1 << bits) - 1);
  }

  /**
   * Takes bits that were looked at.
   *
   * @throws PictureException if there are not so many
   */
  void take(int bits) throws IOException {
    if (bits > count) {
      throw broken(ended ? "the file ends within the pixels" : "the pixels end too early");
    }
    count -= bits;
  }

  /** Takes bits as an unsigned number. At most 16. */
  int read(int bits) throws IOException {
    int value = peek(bits);
    take(bits);
    return value;
  }

  /**
   * Takes a signed number of so many significant bits (T.81, F.2.2.1): 0 and up if its first bit is
   * 1.
   */
  int signed(int bits) throws IOException {
    if (bits == 0) {
      return 0;
    }
    int value = read(bits);
    return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
  }

  /**
   * Takes the restart marker that must come now.
   *
   * @param number how many came before
   */
  void restart(int number) throws IOException {
    if (endMarker() != FIRST_RESTART + number % RESTARTS) {
      throw broken("another marker than that of restart " + number % RESTARTS);
    }
    marker = 0;
  }

  /**
   * The marker behind the last bits.
   *
   * @throws PictureException if something else comes before it; bytes of zeros may
   */
  int endMarker() throws IOException {
    count -= count % Byte.SIZE;
    while (true) {
      fill();
      if ((ahead & ((1L << count) - 1)) != 0) {
        throw broken("bytes between the last pixel and the next marker");
      }
      if (ended) {
        throw broken("the file ends before the marker of its end");
      }
      if (marker != 0) {
        count = 0;
        return marker;
      }
      count = 0;
    }
  }

  PictureException broken(String fault) {
    return bytes.broken(bytes.position() - count / Byte.SIZE, fault);
  }
}
