package dev.basin.data.kaldi;

/** A vector of float32 numbers, for example the confidences of an utterance's frames. */
public final class KaldiVector implements KaldiValue {
  private final String encoding;
  private final float[] values;

  /** Takes values as they are. */
  KaldiVector(String encoding, float[] values) {
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
  public float get(int index) {
    return values[index];
  }

  /** The values; this object's own array, not to be changed. */
  float[] values() {
    return values;
  }

  @Override
  public String encoding() {
    return encoding;
  }

  @Override
  public String description() {
    return "a vector of " + values.length + " numbers";
  }

  @Override
  public String toString() {
    return description();
  }
}
