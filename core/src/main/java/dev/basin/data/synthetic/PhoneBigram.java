package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;

/**
 * Which phone follows which: {@code P(q | p) ∝ E²}, where E is exponentially distributed and drawn
 * anew for each pair. So a phone has a few frequent successors and many rare ones, and classes
 * differ in frequency.
 */
final class PhoneBigram {
  private final double[][] cumulative;

  PhoneBigram(int phones, long seed) {
    RandomStream stream = new RandomStream(Seeds.derive(seed, "speech", "bigram"));
    cumulative = new double[phones][phones];
    for (double[] row : cumulative) {
      double sum = 0;
      for (int next = 0; next < phones; next++) {
        double exponential = -StrictMath.log(1.0 - stream.nextDouble());
        sum += exponential * exponential;
        row[next] = sum;
      }
    }
  }

  /** {@code P(next | phone)}. */
  double probability(int phone, int next) {
    double[] row = cumulative[phone];
    return (row[next] - (next == 0 ? 0 : row[next - 1])) / row[row.length - 1];
  }

  /** Draws the phone after a phone. */
  int next(int phone, RandomStream stream) {
    return Cumulative.draw(cumulative[phone], 0, cumulative.length, stream);
  }
}
