package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;

/**
 * One entry of a table.
 *
 * @param place its key and where its value begins
 * @param value what is stored
 */
public record KaldiEntry(KaldiPlace place, KaldiValue value) {

  /** Its name: an utterance or a speaker. */
  public String key() {
    return place.key();
  }

  /**
   * The value as a matrix; a vector written in text is a matrix of one row.
   *
   * @throws DatasetFormatException if it is none
   */
  public KaldiMatrix matrix() {
    if (value instanceof KaldiMatrix matrix) {
      return matrix;
    }
    if (value instanceof KaldiVector vector && vector.encoding().equals(TextObjects.ENCODING)) {
      int rows = vector.size() == 0 ? 0 : 1;
      return new KaldiMatrix(vector.encoding(), rows, vector.size(), vector.values());
    }
    throw fault(value.description(), "a matrix", "were two files exchanged?");
  }

  /**
   * The value as a list of integers.
   *
   * @throws DatasetFormatException if it is none
   */
  public KaldiIntegers integers() {
    if (value instanceof KaldiIntegers integers) {
      return integers;
    }
    throw fault(
        value.description(), "a list of integers, one for each frame", "were two files exchanged?");
  }

  /** A fault of this entry. */
  DatasetFormatException fault(String found, String expected, String advice) {
    return place.fault(found, expected, advice);
  }
}
