package dev.basin.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, written as 64 lower-case hexadecimal digits. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void update(byte[] bytes, int from, int count) {
    digest.update(bytes, from, count);
  }

  Sha256 update(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** The digest of all bytes so far; starts afresh. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
