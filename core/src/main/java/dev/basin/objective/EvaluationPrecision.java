package dev.basin.objective;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch;

/**
 * The arithmetic of the network in an evaluation. Losses and sums over points and chunks are
 * float64 in either.
 */
public enum EvaluationPrecision {
  /** Weights are rounded to float32, and logits and their derivatives computed in it. */
  FLOAT32(torch.ScalarType.Float, 0x1p-23),
  /** Everything is float64: several times slower, for checks. */
  FLOAT64(torch.ScalarType.Double, 0x1p-52);

  private final torch.ScalarType type;
  private final double unit;

  EvaluationPrecision(torch.ScalarType type, double unit) {
    this.type = type;
    this.unit = unit;
  }

  /** One unit in the last place of 1. */
  double unit() {
    return unit;
  }

  torch.ScalarType type() {
    return type;
  }

  /** The name as it is written on command lines and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
