package dev.basin.data.kaldi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The order of utterances in a set: ascending SHA-256 of their names (UTF-8). Kaldi sorts by
 * speaker; in that order the consecutive frames over which a batch normalisation takes its
 * statistics would all be one speaker's.
 */
final class UtteranceOrder {
  private UtteranceOrder() {}

  static List<Utterance> sorted(List<Utterance> utterances) {
    TreeMap<String, Utterance> byDigest = new TreeMap<>();
    for (Utterance utterance : utterances) {
      byDigest.put(sha256(utterance.key()), utterance);
    }
    return List.copyOf(byDigest.values());
  }

  /** The digest as lower-case hexadecimal digits, which sort as its bytes do. */
  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
