package dev.basin.sharpness;

import java.util.List;
import java.util.Locale;

/** Which method looks for the maximum. */
public enum Maximizer {
  /** Ten iterations of L-BFGS-B, as the paper; see {@link LbfgsBMaximizer}. */
  LBFGSB,
  /** Sign ascent; see {@link SignAscent}. */
  SIGN,
  /** Both; the larger maximum counts. */
  BEST;

  private static final int ITERATIONS = 10;
  private static final int SIGN_STEPS = 5;

  /** The name as it is written on command lines. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<BoxMaximizer> methods(long seed) {
    return switch (this) {
      case LBFGSB -> List.of(new LbfgsBMaximizer(ITERATIONS, seed));
      case SIGN -> List.of(new SignAscent(SIGN_STEPS));
      case BEST -> List.of(new LbfgsBMaximizer(ITERATIONS, seed), new SignAscent(SIGN_STEPS));
    };
  }
}
