package dev.basin.data.kaldi;

/** A list of 32-bit integers, for example the pdf-ids of an utterance's frames. */
public final class KaldiIntegers implements KaldiValue {
  private final String encoding;
  private final int[] values;

  /** Takes values as they are. */
  KaldiIntegers(String encoding, int[] values) {
    this.encoding = encoding;
    this.values = values;
  }

  /** The number of values. */
  public int size() {
    return values.length;
  }

  /**
   * One value.
   *
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public int get(int index) {
    return values[index];
  }

  /** The values; this object's own array, not to be changed. */
  int[] values() {
    return values;
  }

  @Override
  public String encoding() {
    return encoding;
  }

  @Override
  public String description() {
    return "a list of " + values.length + " integers";
  }

  @Override
  public String toString() {
    return description();
  }
}
