package dev.basin.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** NumPy files, made by hand after NumPy's own description of the format. */
final class Npy {
  private Npy() {}

  /** A file of version 1.0. */
  static byte[] of(String type, String shape, byte[] data) {
    return of(1, type, shape, data);
  }

  /** A file of version 1.0 or 2.0. */
  static byte[] of(int version, String type, String shape, byte[] data) {
    int prefix = version == 1 ? 10 : 12;
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    int length = (prefix + text.length() + 1 + 63) / 64 * 64 - prefix;
    ByteBuffer file =
        ByteBuffer.allocate(prefix + length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) length);
    } else {
      file.putInt(length);
    }
    file.put(text.getBytes(StandardCharsets.US_ASCII));
    while (file.position() < prefix + length - 1) {
      file.put((byte) ' ');
    }
    return file.put((byte) '\n').put(data).array();
  }

  /** Whole numbers as {@code <i4}. */
  static byte[] int32(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  /** Numbers as {@code <f4}. */
  static byte[] float32(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
