package dev.basin.lab.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Puts files together by hand. */
final class Bytes {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  Bytes text(String text) {
    content.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Bytes as hexadecimal digits; blanks count for nothing. */
  Bytes hex(String digits) {
    content.writeBytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    return this;
  }

  Bytes littleLong(long value) {
    content.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  Bytes zeros(int count) {
    content.writeBytes(new byte[count]);
    return this;
  }

  byte[] toByteArray() {
    return content.toByteArray();
  }

  /** Writes what is there, gzip-compressed if the name says so. */
  Path write(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.write(file, toByteArray());
    }
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(toByteArray());
    }
    return file;
  }

  /** A version 1.0 NumPy file of some type and shape, without its numbers. */
  static Bytes npy(String type, String shape) {
    String header =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    return new Bytes()
        .hex("93")
        .text("NUMPY")
        .hex("01 00 %02x %02x".formatted(header.length() & 0xFF, header.length() >> 8))
        .text(header);
  }

  /** A safetensors file's head. */
  static Bytes safetensors(String header) {
    return new Bytes().littleLong(header.length()).text(header);
  }
}
