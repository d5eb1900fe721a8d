package dev.basin.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, written as 64 lower-case hexadecimal digits, which sort as their bytes do. */
public final class Sha256 {
  /** Between digest and name in lines of {@code sha256sum}. */
  public static final String SEPARATOR = "  ";

  private static final int BUFFER_BYTES = 1 << 16;

  /** Files above this are worth a buffer that saves a copy but costs more to make. */
  private static final long LONG = 1 << 20;

  private final MessageDigest digest;

  /** A digest of no bytes yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of a text's UTF-8 bytes. */
  public static String of(String text) {
    return new Sha256().update(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * The line that {@code sha256sum} writes of a file, and checks.
   *
   * @param digest of its bytes
   * @param name by which it is found
   */
  public static String line(String digest, String name) {
    return digest + SEPARATOR + name + "\n";
  }

  /**
   * The digest of a file's bytes.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    return new Sha256().update(file, 0).hex();
  }

  /**
   * Takes the end of a file in.
   *
   * @param file is read
   * @param from the first byte to take
   * @throws IOException if it cannot be read
   */
  public Sha256 update(Path file, long from) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(from);
      ByteBuffer buffer =
          channel.size() > LONG
              ? ByteBuffer.allocateDirect(BUFFER_BYTES)
              : ByteBuffer.allocate(BUFFER_BYTES);
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return this;
  }

  /** Takes a part of an array in. */
  public void update(byte[] bytes, int from, int count) {
    digest.update(bytes, from, count);
  }

  /** Takes bytes in. */
  public Sha256 update(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** The digest of all bytes so far; starts afresh. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
