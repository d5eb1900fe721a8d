package dev.basin.lab.stats;

import java.util.Arrays;

/**
 * The scale on which the uncertainty of a quantity's mean is computed. An interval computed on it
 * and taken back holds only values that the quantity can have.
 */
public enum Scale {
  /** Any number, as it is. */
  LINEAR(Double.POSITIVE_INFINITY) {
    @Override
    public double of(double value) {
      return value;
    }

    @Override
    double back(double scaled) {
      return scaled;
    }
  },

  /** Above 0: the logarithm. Its centre is the geometric mean. */
  POSITIVE(Double.POSITIVE_INFINITY) {
    @Override
    public double of(double value) {
      return Math.log(value);
    }

    @Override
    double back(double scaled) {
      return Math.exp(scaled);
    }
  },

  /** A share from 0 to 100 %: the logit, {@code ln(v / (100 − v))}. */
  PERCENT(Scale.WHOLE) {
    @Override
    public double of(double value) {
      return Math.log(value / (WHOLE - value));
    }

    @Override
    double back(double scaled) {
      return WHOLE / (1 + Math.exp(-scaled));
    }
  };

  private static final double WHOLE = 100;

  /**
   * The scale of a quantity of which only values are known: a share if it is in percent and none is
   * outside of 0 to 100, positive if none is below 0.
   *
   * @param values those that are not finite are left out
   */
  public static Scale of(double[] values, boolean percent) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (Arrays.stream(finite).anyMatch(value -> value < 0)) {
      return LINEAR;
    }
    return percent && Arrays.stream(finite).allMatch(value -> value <= WHOLE) ? PERCENT : POSITIVE;
  }

  private final double largestDifference;

  Scale(double largestDifference) {
    this.largestDifference = largestDifference;
  }

  /** The value on this scale; not finite where the value lies at an end of the range or beyond. */
  public abstract double of(double value);

  /** The value that is there on this scale. */
  abstract double back(double scaled);

  /** The largest difference that two values can have. */
  double largestDifference() {
    return largestDifference;
  }
}
