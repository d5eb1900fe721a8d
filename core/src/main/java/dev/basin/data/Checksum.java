package dev.basin.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest by which a published file is known.
 *
 * @param algorithm how it is computed
 * @param hex its value in lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) {
  /** How a digest is computed. */
  public enum Algorithm {
    /** 128 bits; tells damage, not forgery. Only for files whose publisher names nothing better. */
    MD5("MD5", 32),
    /** 256 bits. */
    SHA_256("SHA-256", 64);

    private final String title;
    private final int digits;

    Algorithm(String title, int digits) {
      this.title = title;
      this.digits = digits;
    }

    /** A digest of no bytes yet. */
    public MessageDigest begin() {
      try {
        return MessageDigest.getInstance(title);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + title, e);
      }
    }

    /** The algorithm's name. */
    @Override
    public String toString() {
      return title;
    }
  }

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not as many as the algorithm gives, or not
   *     lower-case hexadecimal
   */
  public Checksum {
    if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
      throw new IllegalArgumentException(
          "checksum: found '%s', expected the %d lower-case hexadecimal digits of %s"
              .formatted(hex, algorithm.digits, algorithm));
    }
  }

  /** An MD5 digest. */
  public static Checksum md5(String hex) {
    return new Checksum(Algorithm.MD5, hex);
  }

  /** A SHA-256 digest. */
  public static Checksum sha256(String hex) {
    return new Checksum(Algorithm.SHA_256, hex);
  }

  /**
   * What the digest of content turned out to be.
   *
   * @param digest of the same algorithm, fed with all the content; it starts afresh
   */
  Checksum of(MessageDigest digest) {
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** Algorithm and value, for example {@code MD5 c32a…}. */
  @Override
  public String toString() {
    return algorithm + " " + hex;
  }
}
