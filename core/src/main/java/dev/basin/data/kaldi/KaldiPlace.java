package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import java.nio.file.Path;

/**
 * Where an entry's value lies.
 *
 * @param key the entry's name: an utterance or a speaker
 * @param file the file that holds the value
 * @param offset the byte where the value begins, counted from 0 (in a gzip file: after unpacking)
 */
public record KaldiPlace(String key, Path file, long offset) {

  /** A fault of this entry. */
  DatasetFormatException fault(String found, String expected, String advice) {
    return new DatasetFormatException(
        file, offset, "key " + Printable.quote(key), found, expected, advice);
  }

  /** The place in words. */
  @Override
  public String toString() {
    return "byte " + offset + " of " + file;
  }
}
