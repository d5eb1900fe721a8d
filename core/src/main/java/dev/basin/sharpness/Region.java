package dev.basin.sharpness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Where the maximum is looked for: the set of {@code y = T u}, T diagonal, with u in the unit box
 * or the unit ball. With {@code c = A⁺x}, and ε or ρ the region's size:
 *
 * <pre>
 * BOX            |y_i| ≤ ε(|c_i| + 1)      Keskar et al. 2017, equation 3
 * ADAPTIVE_BOX   |y_i| ≤ ε|c_i|            Kwon et al. 2021 (ASAM), the ∞-norm
 * BALL           ‖y‖₂ ≤ ρ                  Foret et al. 2021 (SAM)
 * ADAPTIVE_BALL  ‖y / |c|‖₂ ≤ ρ            Kwon et al. 2021 (ASAM), the 2-norm
 * </pre>
 *
 * <p>The adaptive regions move with a rescaling of the weights that leaves the function alone, as
 * between two layers with a ReLU between them (Dinh et al. 2017); the others do not.
 */
public enum Region {
  /** The paper's. */
  BOX,
  /** The paper's box without the 1. */
  ADAPTIVE_BOX,
  /** A ball. */
  BALL,
  /** A ball in units of each weight. */
  ADAPTIVE_BALL;

  /** The name as it is written on command lines and in results. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether u is in a ball rather than a box. */
  boolean isBall() {
    return this == BALL || this == ADAPTIVE_BALL;
  }

  /**
   * The diagonal of T.
   *
   * @param coordinates {@code A⁺x}, shape (p)
   * @param size ε or ρ
   */
  Tensor scale(Tensor coordinates, double size) {
    Tensor scale = coordinates.abs();
    switch (this) {
      case BOX -> scale.add_(new Scalar(1.0));
      case BALL -> scale.fill_(new Scalar(1.0));
      case ADAPTIVE_BOX, ADAPTIVE_BALL -> {
        // |c| as it is
      }
    }
    return scale.mul_(new Scalar(size));
  }
}
