package dev.basin.lab.export.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads event files by their specification alone, with a CRC-32C of its own, bit by bit. */
final class EventReader {
  private static final int POLYNOMIAL = 0x82f63b78;

  private EventReader() {}

  /** An event with at most one scalar. */
  record Event(double wallTime, long step, String version, String tag, float value) {}

  static List<Event> read(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (buffer.hasRemaining()) {
      byte[] length = take(buffer, 8);
      assertThat(buffer.getInt()).as("CRC of the length").isEqualTo(masked(length));
      byte[] data = take(buffer, Math.toIntExact(little(length).getLong()));
      assertThat(buffer.getInt()).as("CRC of the data").isEqualTo(masked(data));
      events.add(event(little(data)));
    }
    return events;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] take(ByteBuffer buffer, int count) {
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }

  static int crc32c(byte[] bytes) {
    int crc = -1;
    for (byte each : bytes) {
      crc ^= each & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int masked(byte[] bytes) {
    int crc = crc32c(bytes);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static Event event(ByteBuffer in) {
    double wallTime = 0;
    long step = 0;
    String version = "";
    String tag = "";
    float value = 0;
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      switch (key) {
        case 1 << 3 | 1 -> wallTime = in.getDouble();
        case 2 << 3 -> step = varint(in);
        case 3 << 3 | 2 -> version = text(in);
        case 5 << 3 | 2 -> {
          ByteBuffer summary = little(take(in, (int) varint(in)));
          assertThat(varint(summary)).as("Summary.value").isEqualTo(1 << 3 | 2);
          ByteBuffer one = little(take(summary, (int) varint(summary)));
          assertThat(summary.hasRemaining()).isFalse();
          assertThat(varint(one)).as("Value.tag").isEqualTo(1 << 3 | 2);
          tag = text(one);
          assertThat(varint(one)).as("Value.simple_value").isEqualTo(2 << 3 | 5);
          value = one.getFloat();
          assertThat(one.hasRemaining()).isFalse();
        }
        default -> throw new AssertionError("unknown key " + key);
      }
    }
    return new Event(wallTime, step, version, tag, value);
  }

  private static String text(ByteBuffer in) {
    return new String(take(in, (int) varint(in)), StandardCharsets.UTF_8);
  }
}
