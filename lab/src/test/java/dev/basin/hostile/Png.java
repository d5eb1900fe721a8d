package dev.basin.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** PNG files whose chunks were spoilt, with checksums that fit again. */
final class Png {
  private static final int SIGNATURE_BYTES = 8;
  private static final int DATA = 0x49444154; // IDAT

  private Png() {}

  /** Ways that leave every whole chunk with the checksum of what it holds now. */
  static List<Mutation> withSums(List<Mutation> ways) {
    List<Mutation> repaired = new ArrayList<>();
    for (Mutation way : ways) {
      repaired.add((content, chance) -> withSums(way.of(content, chance)));
    }
    return repaired;
  }

  private static byte[] withSums(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone());
    int at = SIGNATURE_BYTES;
    while (at + 12 <= file.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      bytes.putInt(at + 8 + length, sum(bytes.array(), at + 4, 4 + length));
      at += 12 + length;
    }
    return bytes.array();
  }

  private static int sum(byte[] bytes, int from, int count) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, count);
    return (int) sum.getValue();
  }

  /** Ways to spoil the rows of pixels before they are packed. */
  static List<Mutation> inRows(List<Mutation> ways) {
    List<Mutation> inside = new ArrayList<>();
    for (Mutation way : ways) {
      inside.add((content, chance) -> withRows(content, way, chance));
    }
    return inside;
  }

  /** All chunks, the first of data with all the data, spoilt. */
  private static byte[] withRows(byte[] file, Mutation way, Chance chance) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    int at = Math.min(SIGNATURE_BYTES, file.length);
    before.write(file, 0, at);
    while (at + 12 <= file.length) {
      int length = bytes.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return file; // spoilt already
      }
      if (bytes.getInt(at + 4) == DATA) {
        data.write(file, at + 8, length);
      } else {
        (data.size() == 0 ? before : after).write(file, at, 12 + length);
      }
      at += 12 + length;
    }
    byte[] packed = packed(way.of(unpacked(data.toByteArray()), chance));
    ByteBuffer all =
        ByteBuffer.allocate(before.size() + 12 + packed.length + after.size())
            .put(before.toByteArray())
            .putInt(packed.length)
            .putInt(DATA)
            .put(packed)
            .putInt(0)
            .put(after.toByteArray());
    return withSums(all.array());
  }

  private static byte[] unpacked(byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] rows = new byte[1 << 16];
      int count = inflater.inflate(rows);
      return Arrays.copyOf(rows, count);
    } catch (DataFormatException e) {
      return new byte[0]; // spoilt already
    } finally {
      inflater.end();
    }
  }

  private static byte[] packed(byte[] rows) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] packed = new byte[rows.length + 1024];
      return Arrays.copyOf(packed, deflater.deflate(packed));
    } finally {
      deflater.end();
    }
  }
}
