package dev.basin.train;

import dev.basin.engine.Precision;
import dev.basin.engine.Range;
import dev.basin.engine.Setting;

/**
 * How the gradient of a batch is computed.
 *
 * @param precision of its products
 * @param activationMemory bytes that its kept activations may take, from 1 MiB to 1 TiB. What does
 *     not fit is computed again in the backward pass; the gradient stays that of the whole batch,
 *     BatchNorm's statistics included
 */
public record StepConfig(Precision precision, long activationMemory) {
  /** The most that activations may take, in MiB: 1 TiB. */
  public static final int MOST_MEBIBYTES = 1 << 20;

  private static final Range MEMORY = Range.count(1L << 20, (long) MOST_MEBIBYTES << 20);

  /** Checks the range. */
  public StepConfig {
    Setting.require(
        MEMORY.contains((double) activationMemory),
        "activation memory",
        activationMemory + " bytes",
        MEMORY.describe());
  }

  /** Float32 products, 4 GiB of activations. */
  public static StepConfig defaults() {
    return new StepConfig(Precision.FLOAT32, 4L << 30);
  }
}
