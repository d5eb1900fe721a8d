package dev.basin.engine;

import java.util.Locale;

/** The arithmetic of the matrix products and convolutions of a training step. */
public enum Precision {
  /** Factors and sums are float32. */
  FLOAT32,
  /**
   * Factors are rounded to bfloat16 (8 significant bits) and products summed in float32; everything
   * else stays float32. Whether a step gets faster depends on the network and on the processor.
   */
  BF16;

  /** The name as it is written on command lines and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
