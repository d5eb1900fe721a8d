package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;

/**
 * What the frames of each class look like: a mixture of {@value #COMPONENTS} Gaussians with
 * diagonal covariance in {@value #DIMENSION} dimensions.
 *
 * <p>The mean of component k of class c, at position j of phone p, is in dimension d
 *
 * <pre>m = s_d · (√0.40 a_p + √0.25 b_pj + √0.20 l_c + √0.15 k_ck)</pre>
 *
 * with independent standard normal a, b, l, k: states of one phone are alike, tied states of one
 * position more so. {@code s_d ∝ exp(−d / 60)} with mean square 1: the leading dimensions tell
 * more, as those of a discriminant analysis do. A frame's standard deviation is {@code v · exp(0.2
 * n)}, with n standard normal for each component and dimension, and v the overlap.
 */
final class StateMixtures {
  static final int DIMENSION = 40;
  static final int COMPONENTS = 3;

  private static final double PHONE = Math.sqrt(0.40);
  private static final double POSITION = Math.sqrt(0.25);
  private static final double LEAF = Math.sqrt(0.20);
  private static final double COMPONENT = Math.sqrt(0.15);
  private static final double DECAY = 60;
  private static final double SPREAD_OF_DEVIATIONS = 0.2;

  private final float[] means;
  private final float[] deviations;
  private final double[] weights;

  StateMixtures(StateTying tying, double overlap, long seed) {
    RandomStream stream = new RandomStream(Seeds.derive(seed, "speech", "mixtures"));
    means = new float[tying.classes() * COMPONENTS * DIMENSION];
    deviations = new float[means.length];
    weights = new double[tying.classes() * COMPONENTS];
    double[] scale = scales();
    for (int phone = 0; phone < tying.phones(); phone++) {
      double[] ofPhone = gaussians(stream);
      for (int position = 0; position < StateTying.POSITIONS; position++) {
        double[] ofPosition = gaussians(stream);
        int end = tying.firstClass(phone, position + 1);
        for (int c = tying.firstClass(phone, position); c < end; c++) {
          double[] centre = new double[DIMENSION];
          for (int d = 0; d < DIMENSION; d++) {
            centre[d] =
                PHONE * ofPhone[d] + POSITION * ofPosition[d] + LEAF * stream.nextGaussian();
          }
          drawComponents(c, centre, scale, overlap, stream);
        }
      }
    }
  }

  private void drawComponents(
      int c, double[] centre, double[] scale, double overlap, RandomStream stream) {
    double sum = 0;
    for (int k = c * COMPONENTS; k < (c + 1) * COMPONENTS; k++) {
      sum += 0.5 + stream.nextDouble();
      weights[k] = sum;
      for (int d = 0; d < DIMENSION; d++) {
        means[k * DIMENSION + d] =
            (float) (scale[d] * (centre[d] + COMPONENT * stream.nextGaussian()));
        deviations[k * DIMENSION + d] =
            (float) (overlap * StrictMath.exp(SPREAD_OF_DEVIATIONS * stream.nextGaussian()));
      }
    }
  }

  private static double[] scales() {
    double[] scale = new double[DIMENSION];
    double squares = 0;
    for (int d = 0; d < DIMENSION; d++) {
      scale[d] = StrictMath.exp(-d / DECAY);
      squares += scale[d] * scale[d];
    }
    for (int d = 0; d < DIMENSION; d++) {
      scale[d] /= Math.sqrt(squares / DIMENSION);
    }
    return scale;
  }

  private static double[] gaussians(RandomStream stream) {
    double[] drawn = new double[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      drawn[d] = stream.nextGaussian();
    }
    return drawn;
  }

  /** Draws a component of a class by its weight. */
  int drawComponent(int c, RandomStream stream) {
    return Cumulative.draw(weights, c * COMPONENTS, COMPONENTS, stream);
  }

  /** The weight of a component; those of a class sum to 1. */
  double weight(int c, int component) {
    int k = c * COMPONENTS + component;
    return (weights[k] - (component == 0 ? 0 : weights[k - 1])) / weights[(c + 1) * COMPONENTS - 1];
  }

  float mean(int c, int component, int dimension) {
    return means[(c * COMPONENTS + component) * DIMENSION + dimension];
  }

  float deviation(int c, int component, int dimension) {
    return deviations[(c * COMPONENTS + component) * DIMENSION + dimension];
  }
}
