package dev.basin.optim;

/**
 * Settings of {@link Adam}; the defaults are those of Kingma and Ba 2015, section 2.
 *
 * @param learningRate α &gt; 0
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, &gt; 0
 */
public record AdamConfig(double learningRate, double beta1, double beta2, double epsilon) {

  /** Checks the ranges. */
  public AdamConfig {
    require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate, "> 0");
    require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
    require(epsilon > 0 && Double.isFinite(epsilon), "epsilon", epsilon, "> 0");
  }

  /** α = 1e-3, β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  public static AdamConfig defaults() {
    return new AdamConfig(1e-3, 0.9, 0.999, 1e-8);
  }

  /** The same with another learning rate. */
  public AdamConfig withLearningRate(double rate) {
    return new AdamConfig(rate, beta1, beta2, epsilon);
  }

  /** The optimiser with its settings in words, for records. */
  public String describe() {
    return "ADAM, learning rate %s, β₁ %s, β₂ %s, ε %s"
        .formatted(learningRate, beta1, beta2, epsilon);
  }

  private static void require(boolean valid, String field, double value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(
          "ADAM's " + field + " is " + value + "; expected " + allowed);
    }
  }
}
