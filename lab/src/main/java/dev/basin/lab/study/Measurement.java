package dev.basin.lab.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.landscape.RandomDirection;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.Region;
import dev.basin.sharpness.SharpnessResult;
import java.util.List;

/**
 * What is measured at the weights of one trial. Random streams are derived from the trial's seed,
 * so that equal measurements of one trial give the same bits.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Measurement.Losses.class, name = Measurement.Losses.KIND),
  @JsonSubTypes.Type(value = Measurement.Sharpness.class, name = Measurement.Sharpness.KIND),
  @JsonSubTypes.Type(value = Measurement.Eigenvalue.class, name = Measurement.Eigenvalue.KIND),
  @JsonSubTypes.Type(value = Measurement.Steepness.class, name = Measurement.Steepness.KIND),
  @JsonSubTypes.Type(
      value = Measurement.GradientNoise.class,
      name = Measurement.GradientNoise.KIND),
  @JsonSubTypes.Type(value = Measurement.Efficiency.class, name = Measurement.Efficiency.KIND)
})
public sealed interface Measurement {

  /** Its kind in files. */
  String kind();

  /** What its result is. */
  Class<?> resultType();

  /** Whether the result says something of the machine, and differs from run to run. */
  @JsonIgnore
  default boolean isOfTheMachine() {
    return false;
  }

  /** Loss and accuracy over the training and the test points. */
  record Losses() implements Measurement {
    static final String KIND = "losses";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Class<?> resultType() {
      return LossesResult.class;
    }
  }

  /**
   * Metric 2.1 and its kin.
   *
   * @param epsilon size of the box
   * @param subspace dimension of the random subspace, 0 for the full space
   * @param maximizer how the maximum is looked for
   * @param region where
   */
  record Sharpness(double epsilon, int subspace, Maximizer maximizer, Region region)
      implements Measurement {
    static final String KIND = "sharpness";

    /** Checks the ranges. */
    public Sharpness {
      if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
        throw new IllegalArgumentException("epsilon is " + epsilon + "; expected > 0");
      }
      if (subspace < 0) {
        throw new IllegalArgumentException(
            "subspace is " + subspace + "; expected at least 1, or 0 for the full space");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Class<?> resultType() {
      return SharpnessResult.class;
    }
  }

  /**
   * The largest eigenvalue of the Hessian.
   *
   * @param limit over the first so many training points, 0 for all
   */
  record Eigenvalue(int limit) implements Measurement {
    static final String KIND = "eigenvalue";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Class<?> resultType() {
      return EigenvalueResult.class;
    }
  }

  /**
   * Along how many random directions the loss rises steeply.
   *
   * @param direction how the directions get their lengths
   * @param directions how many
   * @param radii steps along them, as shares of the weights' norm
   * @param limit over the first so many training points, 0 for all
   */
  record Steepness(RandomDirection direction, int directions, List<Double> radii, int limit)
      implements Measurement {
    static final String KIND = "steepness";

    /** Copies the list. */
    public Steepness {
      radii = List.copyOf(radii);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Class<?> resultType() {
      return NeighbourhoodResult.class;
    }
  }

  /**
   * The gradient noise scale at batches of the run's size.
   *
   * @param steps how many batches are drawn, at least 2
   */
  record GradientNoise(int steps) implements Measurement {
    static final String KIND = "noise-scale";

    /** Checks the range. */
    public GradientNoise {
      if (steps < 2) {
        throw new IllegalArgumentException("steps is " + steps + "; expected at least 2");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Class<?> resultType() {
      return NoiseScaleResult.class;
    }
  }

  /**
   * How long training steps take with teams of several threads, nothing else running: a number of
   * the machine, not of the weights.
   *
   * @param threads sizes of the teams
   * @param steps how many steps are timed, at most an epoch
   */
  record Efficiency(List<Integer> threads, int steps) implements Measurement {
    static final String KIND = "efficiency";

    /** Copies the list. */
    public Efficiency {
      threads = List.copyOf(threads);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Class<?> resultType() {
      return EfficiencyResult.class;
    }

    @Override
    @JsonIgnore
    public boolean isOfTheMachine() {
      return true;
    }
  }
}
