package dev.basin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.DoubleBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Numbers made by a formula that is easily written in any language, and test data made of them. */
public final class Formula {
  private static final long LOW_32 = 0xFFFFFFFFL;

  private Formula() {}

  /** A hash of i, uniform in [0, 1); the same as in {@code golden/f1-extract/make_extract.py}. */
  public static double uniform(long i) {
    long h = i & LOW_32;
    h = h * 2654435761L & LOW_32;
    h ^= h >>> 15;
    h = h * 2246822519L & LOW_32;
    h ^= h >>> 13;
    h = h * 3266489917L & LOW_32;
    h ^= h >>> 16;
    return h * 0x1p-32;
  }

  /** {@code count} numbers, uniform in [−scale, scale); the caller's scope owns the tensor. */
  public static double[] centred(long from, int count, double scale) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = scale * (2 * uniform(from + i) - 1);
    }
    return values;
  }

  /** A data set whose pixels and labels are hashes of their places. */
  public static Dataset dataset(
      int points, int features, int classes, long firstPixel, long firstLabel) {
    return dataset(points, PointShape.vector(features), classes, firstPixel, firstLabel);
  }

  /** The same for points of any shape. */
  public static Dataset dataset(
      int points, PointShape shape, int classes, long firstPixel, long firstLabel) {
    byte[] pixels = new byte[points * shape.features()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (int) (256 * uniform(firstPixel + i));
    }
    long[] labels = new long[points];
    for (int i = 0; i < points; i++) {
      labels[i] = (long) (classes * uniform(firstLabel + i));
    }
    return Dataset.ofBytes(
        DatasetInfo.published("formula", classes, shape, "none"), pixels, labels);
  }

  /** A tensor's elements, in row-major order. */
  public static double[] read(Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      double[] values = new double[Math.toIntExact(tensor.numel())];
      DoubleBuffer buffer = tensor.detach().to(torch.ScalarType.Double).contiguous().createBuffer();
      buffer.get(values);
      return values;
    }
  }

  /** A committed JSON file of values that another program computed. */
  public static JsonNode resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Formula.class.getResourceAsStream("/golden/" + name))) {
      return new ObjectMapper().readTree(in);
    }
  }
}
