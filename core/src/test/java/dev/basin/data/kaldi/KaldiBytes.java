package dev.basin.data.kaldi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Puts archives together byte by byte, as tests need them: right or wrong. */
final class KaldiBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Where each value begins, by its key. */
  final Map<String, Integer> offsets = new LinkedHashMap<>();

  KaldiBytes text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A key and the mark of a binary value. */
  KaldiBytes binary(String key) {
    text(key + " ");
    offsets.put(key, bytes.size());
    return text("\0B");
  }

  /** An integer with its length before it. */
  KaldiBytes sized(int value) {
    bytes.write(4);
    return plain(value);
  }

  KaldiBytes plain(int value) {
    bytes.writeBytes(little(4).putInt(value).array());
    return this;
  }

  KaldiBytes plain(float value) {
    bytes.writeBytes(little(4).putFloat(value).array());
    return this;
  }

  KaldiBytes zeros(int count) {
    bytes.writeBytes(new byte[count]);
    return this;
  }

  /** A whole entry: a float matrix. */
  KaldiBytes matrix(String key, float[][] rows) {
    binary(key).text("FM ").sized(rows.length).sized(rows.length == 0 ? 0 : rows[0].length);
    for (float[] row : rows) {
      for (float value : row) {
        plain(value);
      }
    }
    return this;
  }

  /** A whole entry: a list of integers. */
  KaldiBytes integers(String key, int... values) {
    binary(key).sized(values.length);
    for (int value : values) {
      sized(value);
    }
    return this;
  }

  int size() {
    return bytes.size();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Writes what is there, gzip-compressed if the name says so. */
  Path write(Path file) throws IOException {
    return Files.write(file, file.toString().endsWith(".gz") ? gzip(toByteArray()) : toByteArray());
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static ByteBuffer little(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
