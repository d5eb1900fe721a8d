package dev.basin.lab.export.parquet;

import dev.basin.lab.export.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A struct in Thrift's compact protocol: a field is a byte of {@code (number − last number) << 4 |
 * type}, then its value; the struct ends with a zero. Integers are zigzag varints.
 */
final class Thrift {
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final LittleEndian bytes = new LittleEndian();
  private int last;

  private void begin(int field, int type) {
    int step = field - last;
    if (step < 1 || step > SHORT_LIST) {
      throw new IllegalArgumentException("field " + field + " after " + last);
    }
    bytes.int8(step << 4 | type);
    last = field;
  }

  private void zigzag(long value) {
    bytes.varint(value << 1 ^ value >> (Long.SIZE - 1));
  }

  private void string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    bytes.varint(utf8.length).bytes(utf8);
  }

  Thrift i32(int field, int value) {
    begin(field, I32);
    zigzag(value);
    return this;
  }

  Thrift i64(int field, long value) {
    begin(field, I64);
    zigzag(value);
    return this;
  }

  Thrift text(int field, String value) {
    begin(field, BINARY);
    string(value);
    return this;
  }

  Thrift struct(int field, Thrift value) {
    begin(field, STRUCT);
    bytes.bytes(value.toBytes());
    return this;
  }

  Thrift structs(int field, List<Thrift> values) {
    beginList(field, values.size(), STRUCT);
    values.forEach(value -> bytes.bytes(value.toBytes()));
    return this;
  }

  Thrift i32s(int field, List<Integer> values) {
    beginList(field, values.size(), I32);
    values.forEach(this::zigzag);
    return this;
  }

  Thrift texts(int field, List<String> values) {
    beginList(field, values.size(), BINARY);
    values.forEach(this::string);
    return this;
  }

  private void beginList(int field, int size, int type) {
    begin(field, LIST);
    if (size < SHORT_LIST) {
      bytes.int8(size << 4 | type);
    } else {
      bytes.int8(SHORT_LIST << 4 | type).varint(size);
    }
  }

  /** The struct so far, with its end. */
  byte[] toBytes() {
    return new LittleEndian().bytes(bytes.toBytes()).int8(0).toBytes();
  }
}
