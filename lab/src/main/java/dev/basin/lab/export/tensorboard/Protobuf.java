package dev.basin.lab.export.tensorboard;

import dev.basin.lab.export.LittleEndian;
import java.nio.charset.StandardCharsets;

/**
 * A message in Protocol Buffers' wire format: a field is {@code varint(number << 3 | wire type)},
 * then its value. Numbers that are 0 are left out where proto3 leaves them out.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final LittleEndian bytes = new LittleEndian();

  private Protobuf begin(int field, int wireType) {
    bytes.varint((long) field << 3 | wireType);
    return this;
  }

  /** A double, left out if it is 0. */
  Protobuf real(int field, double value) {
    if (Double.doubleToRawLongBits(value) != 0) {
      begin(field, EIGHT_BYTES).bytes.int64(Double.doubleToRawLongBits(value));
    }
    return this;
  }

  /** An int64, left out if it is 0. */
  Protobuf integer(int field, long value) {
    if (value != 0) {
      begin(field, VARINT).bytes.varint(value);
    }
    return this;
  }

  /** A float of a {@code oneof}, which is there even if it is 0. */
  Protobuf single(int field, float value) {
    begin(field, FOUR_BYTES).bytes.int32(Float.floatToRawIntBits(value));
    return this;
  }

  /** A string. */
  Protobuf text(int field, String value) {
    return block(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A message. */
  Protobuf message(int field, Protobuf value) {
    return block(field, value.toBytes());
  }

  private Protobuf block(int field, byte[] value) {
    begin(field, LENGTH).bytes.varint(value.length);
    bytes.bytes(value);
    return this;
  }

  byte[] toBytes() {
    return bytes.toBytes();
  }
}
