package dev.basin.lab.export.tensorboard;

import dev.basin.lab.export.LittleEndian;
import java.util.zip.CRC32C;

/**
 * TFRecord framing. A record is
 *
 * <pre>
 * uint64   length
 * uint32   mask(CRC-32C of the length's eight bytes)
 * bytes    data
 * uint32   mask(CRC-32C of the data)
 * </pre>
 *
 * with {@code mask(c) = rotate right by 15 bits (c) + 0xa282ead8}, all little-endian (TensorFlow,
 * {@code lib/io/record_writer.h} and {@code lib/hash/crc32c.h}).
 */
final class Records {
  private static final int ROTATION = 15;
  private static final int MASK = 0xa282ead8;

  private final LittleEndian out = new LittleEndian();

  /** Adds a record. */
  void add(byte[] data) {
    byte[] length = new LittleEndian().int64(data.length).toBytes();
    out.bytes(length).int32(masked(length)).bytes(data).int32(masked(data));
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
  }

  byte[] toBytes() {
    return out.toBytes();
  }
}
