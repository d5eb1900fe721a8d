package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Affine maps of features, one for an utterance or for a speaker: a matrix A of {@code (d′, d + 1)}
 * takes a frame x of d dimensions to A·[x; 1], as fMLLR does; one of {@code (d′, d)} to A·x. Sums
 * are taken in double precision.
 */
final class Transforms {
  private final Path file;
  private final Map<String, KaldiEntry> entries = new HashMap<>();

  /**
   * Reads all of a table; a transform of 40 × 41 numbers takes 6.6 kB.
   *
   * @throws DatasetFormatException if the file is not a table of matrices
   */
  Transforms(Path file) throws IOException {
    this.file = file;
    try (KaldiTable table = KaldiTable.open(List.of(file))) {
      for (KaldiEntry entry = table.next(); entry != null; entry = table.next()) {
        checkFinite(entry);
        entries.put(entry.key(), entry);
      }
    }
  }

  private static void checkFinite(KaldiEntry entry) {
    for (float value : entry.matrix().values()) {
      if (!Float.isFinite(value)) {
        throw entry.fault(
            "a transform with " + value, "finite numbers", "estimate the transforms again");
      }
    }
  }

  /**
   * Transforms an utterance.
   *
   * @param utterance its features
   * @param speaker who speaks; a transform under the utterance's own name goes first
   * @throws DatasetFormatException if there is no transform for it, or if its size does not fit
   */
  KaldiMatrix apply(KaldiEntry utterance, String speaker) {
    KaldiEntry entry = entries.getOrDefault(utterance.key(), entries.get(speaker));
    if (entry == null) {
      throw utterance.fault(
          "an utterance of speaker " + Printable.quote(speaker) + " without a transform",
          "one in " + file + " under either name",
          "add it, or say with --utt2spk who speaks");
    }
    KaldiMatrix features = utterance.matrix();
    KaldiMatrix transform = entry.matrix();
    int inputs = features.columns();
    if (transform.columns() != inputs && transform.columns() != inputs + 1) {
      throw entry.fault(
          "a transform of %d×%d".formatted(transform.rows(), transform.columns()),
          "%d or %d columns for the %d dimensions of utterance %s"
              .formatted(inputs + 1, inputs, inputs, Printable.quote(utterance.key())),
          "give features and transforms of the same system");
    }
    return product(features, transform);
  }

  private static KaldiMatrix product(KaldiMatrix features, KaldiMatrix transform) {
    int inputs = features.columns();
    int outputs = transform.rows();
    boolean affine = transform.columns() > inputs;
    float[] x = features.values();
    float[] a = transform.values();
    float[] result = new float[Math.multiplyExact(features.rows(), outputs)];
    for (int row = 0; row < features.rows(); row++) {
      for (int output = 0; output < outputs; output++) {
        int begin = output * transform.columns();
        double sum = affine ? a[begin + inputs] : 0;
        for (int input = 0; input < inputs; input++) {
          sum += (double) a[begin + input] * x[row * inputs + input];
        }
        result[row * outputs + output] = (float) sum;
      }
    }
    return new KaldiMatrix(features.encoding(), features.rows(), outputs, result);
  }
}
