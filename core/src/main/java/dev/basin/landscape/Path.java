package dev.basin.landscape;

import java.util.Locale;

/**
 * A curve through two solutions, {@code x(α) = first(α) x_s + second(α) x_l}, with x(0) = x_s and
 * x(1) = x_l exactly.
 */
public enum Path {
  /** {@code (1 − α) x_s + α x_l} (Keskar et al. 2017, Figure 3; Goodfellow et al. 2014b). */
  LINE {
    @Override
    double first(double alpha) {
      return 1 - alpha;
    }

    @Override
    double second(double alpha) {
      return alpha;
    }
  },

  /** {@code cos(απ/2) x_s + sin(απ/2) x_l} (Keskar et al. 2017, Figure 7). */
  ARC {
    @Override
    double first(double alpha) {
      return Math.abs(alpha % 2) == 1 ? 0 : Math.cos(alpha * Math.PI / 2);
    }

    @Override
    double second(double alpha) {
      return alpha % 2 == 0 ? 0 : Math.sin(alpha * Math.PI / 2);
    }
  };

  /** The weight of the first solution. */
  abstract double first(double alpha);

  /** The weight of the second solution. */
  abstract double second(double alpha);

  /** The name as it is written on command lines and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
