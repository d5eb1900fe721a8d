package dev.basin.lab.inspect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The first bytes of a file, unpacked where gzip has packed it and without the byte-order mark of
 * UTF-8; none of a directory.
 */
public final class Head {
  private static final int BYTES = 4096;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte[] bytes;
  private final boolean packed;

  private Head(byte[] bytes, boolean packed) {
    int from = Arrays.mismatch(bytes, MARK) == MARK.length ? MARK.length : 0;
    this.bytes = Arrays.copyOfRange(bytes, from, bytes.length);
    this.packed = packed;
  }

  /** Reads the beginning of a file. */
  static Head of(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return new Head(new byte[0], false);
    }
    try (InputStream plain = Files.newInputStream(path)) {
      byte[] found = plain.readNBytes(BYTES);
      if (!isGzip(found)) {
        return new Head(found, false);
      }
    }
    try (InputStream unpacked = unpacked(path)) {
      return new Head(unpacked.readNBytes(BYTES), true);
    } catch (IOException e) {
      return new Head(new byte[0], true); // too damaged to say what it is
    }
  }

  /** Opens a file, unpacking it if it begins as gzip does, whatever its name. */
  static InputStream unpacked(Path path) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      plain.mark(2);
      boolean gzip = isGzip(plain.readNBytes(2));
      plain.reset();
      return gzip ? new GZIPInputStream(plain, 1 << 16) : plain;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 0x1f && (bytes[1] & 0xFF) == 0x8b;
  }

  /** Whether the file is packed with gzip. */
  boolean packed() {
    return packed;
  }

  /** How many bytes are known. */
  int size() {
    return bytes.length;
  }

  /** One of them as an unsigned number; −1 behind the last. */
  int at(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }

  /** Whether the file begins with these bytes. */
  boolean startsWith(int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at(i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
