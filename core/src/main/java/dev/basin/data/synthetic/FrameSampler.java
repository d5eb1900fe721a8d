package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/**
 * Draws the frames of one utterance along a path of classes. In each dimension
 *
 * <pre>x_t = gain · (m + v e_t) + shift,   e_t = ρ e_(t−1) + √(1 − ρ²) n_t,</pre>
 *
 * where m and v are mean and deviation of the mixture component, drawn anew for each frame, n_t is
 * standard normal and ρ = {@value #CORRELATION}: given the path, neighbouring frames are
 * correlated, and e_t is standard normal at every t.
 */
final class FrameSampler {
  static final double CORRELATION = 0.5;
  private static final double INNOVATION = Math.sqrt(1 - CORRELATION * CORRELATION);

  private final StateMixtures mixtures;
  private final Speaker speaker;
  private final RandomStream stream;

  FrameSampler(StateMixtures mixtures, Speaker speaker, RandomStream stream) {
    this.mixtures = mixtures;
    this.speaker = speaker;
    this.stream = stream;
  }

  /**
   * Fills in frames.
   *
   * @param path the class of each
   * @param into {@code (frames, 40)} row-major
   * @param at where the first frame goes, in frames
   */
  void fill(int[] path, float[] into, int at) {
    double[] residual = new double[StateMixtures.DIMENSION];
    for (int d = 0; d < residual.length; d++) {
      residual[d] = stream.nextGaussian();
    }
    int next = at * StateMixtures.DIMENSION;
    for (int state : path) {
      int component = mixtures.drawComponent(state, stream);
      for (int d = 0; d < residual.length; d++) {
        residual[d] = CORRELATION * residual[d] + INNOVATION * stream.nextGaussian();
        double modelled =
            mixtures.mean(state, component, d)
                + mixtures.deviation(state, component, d) * residual[d];
        into[next++] = speaker.speak(d, modelled);
      }
    }
  }
}
