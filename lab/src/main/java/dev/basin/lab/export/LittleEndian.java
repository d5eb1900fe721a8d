package dev.basin.lab.export;

import java.io.ByteArrayOutputStream;

/** Bytes that grow, with the numbers of binary file formats: the lowest byte first. */
public final class LittleEndian {
  private static final int LOW_BITS = 7;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** One byte. */
  public LittleEndian int8(int value) {
    out.write(value);
    return this;
  }

  /** Four bytes. */
  public LittleEndian int32(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
    return this;
  }

  /** Eight bytes. */
  public LittleEndian int64(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  /** Seven bits a byte (LEB128), at most ten bytes; the number is read as unsigned. */
  public LittleEndian varint(long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      out.write((int) (rest | MORE));
      rest >>>= LOW_BITS;
    }
    out.write((int) rest);
    return this;
  }

  /** Bytes as they are. */
  public LittleEndian bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** How many bytes there are. */
  public int size() {
    return out.size();
  }

  /** A copy of all bytes. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
