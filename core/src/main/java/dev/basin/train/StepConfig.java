package dev.basin.train;

import dev.basin.engine.Precision;

/**
 * How the gradient of a batch is computed.
 *
 * @param precision of its products
 * @param activationMemory bytes that its kept activations may take, at least 1 MiB. What does not
 *     fit is computed again in the backward pass; the gradient stays that of the whole batch,
 *     BatchNorm's statistics included
 */
public record StepConfig(Precision precision, long activationMemory) {
  private static final long LEAST_MEMORY = 1L << 20;

  /** Checks the range. */
  public StepConfig {
    if (activationMemory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "activation memory is " + activationMemory + " bytes; expected at least " + LEAST_MEMORY);
    }
  }

  /** Float32 products, 4 GiB of activations. */
  public static StepConfig defaults() {
    return new StepConfig(Precision.FLOAT32, 4L << 30);
  }
}
