package dev.basin.data.kaldi;

import java.util.HashMap;
import java.util.Map;

/**
 * Mean and variance of each dimension of each speaker, gathered in one pass by Welford's recurrence
 * in double precision.
 */
final class SpeakerStatistics {
  /** What is known of one speaker. */
  private static final class Moments {
    private final double[] mean;
    private final double[] squares;
    private long frames;

    private Moments(int dimensions) {
      mean = new double[dimensions];
      squares = new double[dimensions];
    }
  }

  private final Normalisation normalisation;
  private final Map<String, Moments> speakers = new HashMap<>();

  SpeakerStatistics(Normalisation normalisation) {
    this.normalisation = normalisation;
  }

  /** Counts all frames of an utterance. */
  void add(String speaker, KaldiMatrix features) {
    if (normalisation == Normalisation.NONE) {
      return;
    }
    int dimensions = features.columns();
    Moments moments = speakers.computeIfAbsent(speaker, name -> new Moments(dimensions));
    float[] x = features.values();
    for (int at = 0; at < x.length; at += dimensions) {
      moments.frames++;
      for (int i = 0; i < dimensions; i++) {
        double deviation = x[at + i] - moments.mean[i];
        moments.mean[i] += deviation / moments.frames;
        moments.squares[i] += deviation * (x[at + i] - moments.mean[i]);
      }
    }
  }

  /**
   * Normalises frames in place.
   *
   * @param speaker one whose frames were counted
   * @param x {@code (frames, dimensions)}, row-major
   * @param length how many values of x are in use
   */
  void normalise(String speaker, float[] x, int length) {
    Moments moments = speakers.get(speaker);
    if (moments == null) {
      return;
    }
    int dimensions = moments.mean.length;
    for (int i = 0; i < dimensions; i++) {
      double variance = moments.squares[i] / moments.frames;
      double scale =
          normalisation == Normalisation.MEAN_VARIANCE && variance > 0
              ? 1 / Math.sqrt(variance)
              : 1;
      for (int at = i; at < length; at += dimensions) {
        x[at] = (float) ((x[at] - moments.mean[i]) * scale);
      }
    }
  }
}
