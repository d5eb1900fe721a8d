package dev.basin.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Ways to spoil content of which nothing is known. */
final class ByteMutations {
  private static final int LONGEST_BLOCK = 4096;

  /** Bytes that begin, end or separate something in one format or other. */
  private static final byte[] TELLING = {
    0, 1, 2, 4, 8, 9, 10, 13, 32, 48, 57, 64, 91, 93, 123, 125, 126, 127, -128, -38, -40, -1
  };

  /** Lengths and offsets at which arithmetic breaks. */
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          0x7FL,
          0x80L,
          0xFFL,
          0x7FFFL,
          0x8000L,
          0xFFFFL,
          0x10000L,
          (long) Integer.MAX_VALUE,
          (long) Integer.MIN_VALUE,
          Integer.MAX_VALUE - 7L,
          0x20000000L,
          0x40000001L,
          0xFFFFFFFFL,
          0x100000000L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MAX_VALUE - 7,
          1L << 62);

  private ByteMutations() {}

  /**
   * All of them.
   *
   * @param donors whole files of the format, whose parts are grafted in
   */
  static List<Mutation> of(List<byte[]> donors) {
    return List.of(
        ByteMutations::flipBit,
        ByteMutations::flipBits,
        ByteMutations::setByte,
        ByteMutations::number,
        ByteMutations::number,
        ByteMutations::number,
        ByteMutations::insert,
        ByteMutations::delete,
        ByteMutations::truncate,
        ByteMutations::duplicate,
        ByteMutations::exchange,
        ByteMutations::fill,
        ByteMutations::append,
        (content, chance) -> splice(content, chance.of(donors), chance));
  }

  private static byte[] flipBit(byte[] content, Chance chance) {
    byte[] changed = content.clone();
    if (changed.length > 0) {
      changed[chance.below(changed.length)] ^= (byte) (1 << chance.below(8));
    }
    return changed;
  }

  private static byte[] flipBits(byte[] content, Chance chance) {
    byte[] changed = content;
    for (int flips = 2 + chance.small(30); flips > 0; flips--) {
      changed = flipBit(changed, chance);
    }
    return changed;
  }

  private static byte[] setByte(byte[] content, Chance chance) {
    byte[] changed = content.clone();
    if (changed.length > 0) {
      changed[chance.below(changed.length)] = TELLING[chance.below(TELLING.length)];
    }
    return changed;
  }

  /** Writes a number over what is there, in two, four or eight bytes and in either order. */
  private static byte[] number(byte[] content, Chance chance) {
    int bytes = chance.of(List.of(2, 4, 4, 8, 8));
    if (content.length < bytes) {
      return content;
    }
    byte[] changed = content.clone();
    long number = chance.of(NUMBERS);
    int head = Math.min(content.length - bytes, 512); // lengths stand mostly near the beginning
    int at = chance.below(1 + (chance.onceIn(3) ? content.length - bytes : head));
    ByteBuffer place =
        ByteBuffer.wrap(changed)
            .order(chance.onceIn(2) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    switch (bytes) {
      case 2 -> place.putShort(at, (short) number);
      case 4 -> place.putInt(at, (int) number);
      default -> place.putLong(at, number);
    }
    return changed;
  }

  private static byte[] insert(byte[] content, Chance chance) {
    byte[] block = new byte[1 + chance.small(LONGEST_BLOCK)];
    if (chance.onceIn(2)) {
      Arrays.fill(block, TELLING[chance.below(TELLING.length)]);
    } else {
      for (int i = 0; i < block.length; i++) {
        block[i] = (byte) chance.below(256);
      }
    }
    int at = chance.below(content.length + 1);
    return joined(content, at, block, at);
  }

  private static byte[] delete(byte[] content, Chance chance) {
    if (content.length == 0) {
      return content;
    }
    int from = chance.below(content.length);
    int count = 1 + chance.small(content.length - from - 1);
    return joined(content, from, new byte[0], from + count);
  }

  private static byte[] truncate(byte[] content, Chance chance) {
    return Arrays.copyOf(content, content.length - Math.min(content.length, cut(content, chance)));
  }

  private static int cut(byte[] content, Chance chance) {
    return chance.onceIn(2) ? 1 + chance.small(content.length) : chance.below(content.length + 1);
  }

  private static byte[] duplicate(byte[] content, Chance chance) {
    byte[] block = block(content, chance);
    int at = chance.below(content.length + 1);
    return joined(content, at, block, at);
  }

  private static byte[] exchange(byte[] content, Chance chance) {
    byte[] changed = content.clone();
    byte[] block = block(content, chance);
    if (block.length > 0) {
      int to = chance.below(content.length - block.length + 1);
      System.arraycopy(block, 0, changed, to, block.length);
    }
    return changed;
  }

  private static byte[] fill(byte[] content, Chance chance) {
    byte[] changed = content.clone();
    if (changed.length > 0) {
      int from = chance.below(changed.length);
      int to = from + 1 + chance.small(changed.length - from - 1);
      Arrays.fill(changed, from, to, TELLING[chance.below(TELLING.length)]);
    }
    return changed;
  }

  private static byte[] append(byte[] content, Chance chance) {
    byte[] more = new byte[1 + chance.small(LONGEST_BLOCK)];
    if (chance.onceIn(2)) {
      Arrays.fill(more, TELLING[chance.below(TELLING.length)]);
    }
    return joined(content, content.length, more, content.length);
  }

  private static byte[] splice(byte[] content, byte[] donor, Chance chance) {
    byte[] end = Arrays.copyOfRange(donor, chance.below(donor.length + 1), donor.length);
    return joined(content, chance.below(content.length + 1), end, content.length);
  }

  private static byte[] block(byte[] content, Chance chance) {
    if (content.length == 0) {
      return content;
    }
    int from = chance.below(content.length);
    return Arrays.copyOfRange(content, from, from + 1 + chance.small(content.length - from - 1));
  }

  /** The content up to {@code head}, a block, and the content from {@code tail}. */
  static byte[] joined(byte[] content, int head, byte[] block, int tail) {
    byte[] all = new byte[head + block.length + content.length - tail];
    System.arraycopy(content, 0, all, 0, head);
    System.arraycopy(block, 0, all, head, block.length);
    System.arraycopy(content, tail, all, head + block.length, content.length - tail);
    return all;
  }
}
