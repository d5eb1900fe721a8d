package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks an utterance: what a file of lines {@code UTTERANCE SPEAKER} says (Kaldi's {@code
 * utt2spk}); without one, what stands before the first {@code -} or {@code _} of the utterance's
 * name, as in TIMIT's {@code FAEM0_SI1392}.
 */
final class SpeakerMap {
  private final @Nullable Path file;
  private final Map<String, String> speakers = new HashMap<>();

  /**
   * Reads a map.
   *
   * @param file the lines, or null for the rule of names
   * @throws DatasetFormatException if a line is not two words or an utterance comes twice
   */
  SpeakerMap(@Nullable Path file) throws IOException {
    this.file = file;
    if (file != null) {
      read(file);
    }
  }

  private void read(Path utt2spk) throws IOException {
    Map<String, String> names = new HashMap<>();
    try (TextLines lines = new TextLines(utt2spk)) {
      for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
        String utterance = line.firstWord();
        String speaker = line.rest();
        if (speaker.isEmpty() || speaker.contains(" ") || speaker.contains("\t")) {
          throw fault(utt2spk, line, Printable.quote(line.text()), "UTTERANCE SPEAKER");
        }
        // One object for each name, however many utterances share it.
        String name = names.computeIfAbsent(speaker, same -> same);
        if (speakers.put(utterance, name) != null) {
          throw fault(
              utt2spk, line, "utterance " + Printable.quote(utterance) + " again", "each one once");
        }
      }
    }
  }

  private static DatasetFormatException fault(
      Path file, TextLines.Line line, String found, String expected) {
    return new DatasetFormatException(
        file, line.offset(), found, expected, "correct the file given as --utt2spk");
  }

  /**
   * The speaker of an entry's utterance.
   *
   * @throws DatasetFormatException if the file does not say
   */
  String speaker(KaldiEntry utterance) {
    String key = utterance.key();
    if (file == null) {
      for (int i = 1; i < key.length(); i++) {
        if (key.charAt(i) == '-' || key.charAt(i) == '_') {
          return key.substring(0, i);
        }
      }
      return key;
    }
    String speaker = speakers.get(key);
    if (speaker == null) {
      throw utterance.fault(
          "an utterance without a speaker", "a line of " + file + " that names one", "add it");
    }
    return speaker;
  }
}
