package dev.basin.cli;

import dev.basin.lab.instrument.NoiseScaleResult;
import dev.basin.train.remedy.GradientClipping;
import dev.basin.train.remedy.Remedies;
import java.util.Map;
import picocli.CommandLine.Option;

/** The gradient noise scale during training, if it is asked for. */
final class NoiseScaleOption {
  @Option(
      names = "--noise-scale",
      description =
          "Also measure the gradient noise scale of each epoch's steps, tr Σ / |G|² in points, with"
              + " a 95 %% interval, from eighths of the batches; takes twice as long.")
  private boolean wanted;

  boolean isWanted() {
    return wanted;
  }

  /**
   * Refuses remedies whose gradients tell nothing of their noise.
   *
   * @throws IllegalArgumentException if there is one
   */
  void check(Remedies remedies) {
    if (wanted && remedies.all().stream().anyMatch(GradientClipping.class::isInstance)) {
      throw new IllegalArgumentException(
          "--noise-scale and --remedy gradient-clipping cannot be combined: the noise scale is"
              + " taken from the lengths of gradients, which clipping cuts");
    }
  }

  /** Prints what was found, a line an epoch. */
  static void print(Map<Integer, NoiseScaleResult> byEpoch) {
    byEpoch.forEach(
        (epoch, noise) ->
            System.out.printf("epoch %d: gradient noise scale %s%n", epoch, words(noise)));
  }

  private static String words(NoiseScaleResult noise) {
    if (noise.steps() == 0) {
      return "not measured: no step had the 16 points of which an eighth has a gradient";
    }
    if (!Double.isFinite(noise.squaredGradient()) || !Double.isFinite(noise.trace())) {
      return "not measured: a gradient was not finite";
    }
    return noise.isBounded()
        ? "%,.0f points, 95 %% interval %,.0f to %,.0f"
            .formatted(noise.points(), noise.low(), noise.high())
        : "without bound: the gradient cannot be told from its noise";
  }
}
