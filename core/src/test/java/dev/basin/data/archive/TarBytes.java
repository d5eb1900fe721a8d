package dev.basin.data.archive;

import java.nio.charset.StandardCharsets;

/** Makes members of tar archives by hand. */
public final class TarBytes {
  private TarBytes() {}

  /** One member: its header, its content, and zeros up to a multiple of 512 bytes. */
  public static byte[] member(String name, char type, byte[] content) {
    byte[] bytes = new byte[512 + (content.length + 511) / 512 * 512];
    put(bytes, 0, name);
    put(bytes, 100, "0000644\0");
    put(bytes, 124, "%011o\0".formatted(content.length));
    put(bytes, 136, "00000000000\0");
    bytes[156] = (byte) type;
    put(bytes, 257, "ustar\000000");
    System.arraycopy(content, 0, bytes, 512, content.length);
    return sealed(bytes);
  }

  /** One member whose header says that it has another length than its content has. */
  public static byte[] member(String name, char type, byte[] content, byte[] lengthField) {
    byte[] bytes = member(name, type, content);
    System.arraycopy(lengthField, 0, bytes, 124, 12);
    return sealed(bytes);
  }

  /** A pax header with records for the next member. */
  static byte[] pax(String... keysAndValues) {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String rest = " " + keysAndValues[i] + "=" + keysAndValues[i + 1] + "\n";
      int length = rest.getBytes(StandardCharsets.UTF_8).length;
      int digits = length + 1 > 9 ? length + 2 > 99 ? 3 : 2 : 1;
      records.append(length + digits).append(rest);
    }
    return member("PaxHeaders/x", 'x', records.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Sets the header's checksum. */
  private static byte[] sealed(byte[] bytes) {
    put(bytes, 148, "        ");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += bytes[i] & 0xFF;
    }
    put(bytes, 148, "%06o\0 ".formatted(sum));
    return bytes;
  }

  private static void put(byte[] bytes, int at, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, bytes, at, encoded.length);
  }
}
