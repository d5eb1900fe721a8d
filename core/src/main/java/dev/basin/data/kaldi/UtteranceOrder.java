package dev.basin.data.kaldi;

import dev.basin.engine.Sha256;
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
      byDigest.put(Sha256.of(utterance.key()), utterance);
    }
    return List.copyOf(byDigest.values());
  }
}
