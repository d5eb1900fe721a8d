package dev.basin.optim;

import java.util.stream.IntStream;

/** The problem of golden/optim/make_adaqn.py: logistic regression of 40 points in 12 dimensions. */
final class LogisticProblem {
  static final int DIMENSION = 12;
  private static final int POINTS = 40;

  private final double scale;

  LogisticProblem(double scale) {
    this.scale = scale;
  }

  private static double feature(int i, int j) {
    return Math.sin(1 + 3 * i + 7 * j + i * j);
  }

  private static double label(int i) {
    return Math.sin(5 + 2 * i) > 0 ? 1 : -1;
  }

  private static double margin(double[] w, int i) {
    double sum = 0;
    for (int j = 0; j < DIMENSION; j++) {
      sum += feature(i, j) * w[j];
    }
    return label(i) * sum;
  }

  /** The mean loss over the first 16 points. */
  double monitored(double[] w) {
    return IntStream.range(0, 16)
        .mapToDouble(i -> scale * Math.log(1 + Math.exp(-margin(w, i))))
        .average()
        .orElseThrow();
  }

  /** The mean gradient over the five points of a step, 0 for the first. */
  double[] gradient(double[] w, int step) {
    double[] g = new double[DIMENSION];
    for (int k = 0; k < 5; k++) {
      int i = (7 * step + 3 * k) % POINTS;
      double slope = -scale * label(i) / (1 + Math.exp(margin(w, i))) / 5;
      for (int j = 0; j < DIMENSION; j++) {
        g[j] += slope * feature(i, j);
      }
    }
    return g;
  }
}
