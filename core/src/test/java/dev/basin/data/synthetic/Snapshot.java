package dev.basin.data.synthetic;

import dev.basin.data.Dataset;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;

/** All that a data set holds, in Java's memory, as a network would see it. */
final class Snapshot {
  private final float[] values;
  private final long[] labels;
  private final String digest;

  private Snapshot(float[] values, long[] labels, String digest) {
    this.values = values;
    this.labels = labels;
    this.digest = digest;
  }

  static Snapshot of(Dataset data) {
    try (PointerScope scope = new PointerScope()) {
      float[] values = new float[data.size() * data.features()];
      data.inputs(0, data.size()).data_ptr_float().get(values);
      long[] labels = new long[data.size()];
      data.labels(0, data.size()).data_ptr_long().get(labels);
      return new Snapshot(values, labels, data.digest());
    }
  }

  float[] values() {
    return values;
  }

  long[] labels() {
    return labels;
  }

  String digest() {
    return digest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot that
        && Arrays.equals(values, that.values)
        && Arrays.equals(labels, that.labels)
        && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}
