package dev.basin.lab.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a number is stored: a file of an array holds many of one type. */
enum NumberType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  UINT64(8),
  INT64(8),
  FLOAT16(2),
  BFLOAT16(2),
  FLOAT32(4),
  FLOAT64(8);

  private static final Map<String, NumberType> NUMPY =
      Map.ofEntries(
          Map.entry("b1", UINT8),
          Map.entry("u1", UINT8),
          Map.entry("i1", INT8),
          Map.entry("u2", UINT16),
          Map.entry("i2", INT16),
          Map.entry("u4", UINT32),
          Map.entry("i4", INT32),
          Map.entry("u8", UINT64),
          Map.entry("i8", INT64),
          Map.entry("f2", FLOAT16),
          Map.entry("f4", FLOAT32),
          Map.entry("f8", FLOAT64));

  private static final int EXPONENT_OF_HALF = 0x7c00;
  private static final double SMALLEST_HALF = 0x1.0p-24;

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** The type that NumPy writes so, for example {@code <f4}; null for one of no plain number. */
  static @Nullable NumberType ofNumpy(String type) {
    return NUMPY.get(type.substring(1));
  }

  /** The byte order that NumPy writes so. */
  static ByteOrder orderOfNumpy(String type) {
    return type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** Bytes of one number. */
  int bytes() {
    return bytes;
  }

  /** The number at a place of a buffer that has the right byte order. */
  double at(ByteBuffer buffer, int index) {
    return switch (this) {
      case UINT8 -> buffer.get(index) & 0xFF;
      case INT8 -> buffer.get(index);
      case UINT16 -> Short.toUnsignedInt(buffer.getShort(index));
      case INT16 -> buffer.getShort(index);
      case UINT32 -> Integer.toUnsignedLong(buffer.getInt(index));
      case INT32 -> buffer.getInt(index);
      case UINT64 -> unsigned(buffer.getLong(index));
      case INT64 -> buffer.getLong(index);
      case FLOAT16 -> half(buffer.getShort(index));
      case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(index) << 16);
      case FLOAT32 -> buffer.getFloat(index);
      case FLOAT64 -> buffer.getDouble(index);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * (bits >>> 1) + (bits & 1);
  }

  /** IEEE binary16: one bit of sign, five of exponent (bias 15), ten of fraction. */
  private static double half(short bits) {
    int exponent = (bits & EXPONENT_OF_HALF) >> 10;
    int fraction = bits & 0x3ff;
    double size;
    if (exponent == 0x1f) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = fraction * SMALLEST_HALF;
    } else {
      size = Math.scalb(1 + fraction / 1024.0, exponent - 15);
    }
    return bits < 0 ? -size : size;
  }
}
