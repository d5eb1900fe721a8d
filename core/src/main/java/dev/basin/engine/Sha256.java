package dev.basin.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, written as 64 lower-case hexadecimal digits, which sort as their bytes do. */
public final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 16;

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
   * The digest of a file's bytes.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    Sha256 digest = new Sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return digest.hex();
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
