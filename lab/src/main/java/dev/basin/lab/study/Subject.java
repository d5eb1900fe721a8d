package dev.basin.lab.study;

import dev.basin.engine.Range;
import dev.basin.lab.ComparisonConfig;
import java.util.List;

/**
 * A network on a data set with all that a study does with it.
 *
 * @param network its name, such as {@code F1} or {@code C1-authors}
 * @param data the data set: as a catalogue is asked for it ({@link DataText}), and in a plan its
 *     name in results
 * @param limit training points used, 0 for all
 * @param chunkSize the most points of a chunk in evaluations
 * @param trials how many starts
 * @param seed derives every random stream
 * @param arms the ways to train, all from the same starts
 * @param measures at the weights of each run
 * @param joint measured of several arms together
 */
public record Subject(
    String network,
    String data,
    int limit,
    int chunkSize,
    int trials,
    long seed,
    List<Arm> arms,
    List<Measure> measures,
    List<JointMeasure> joint) {

  public static final Range LIMITS = Range.count(0, Integer.MAX_VALUE);

  /** Copies the lists and checks the ranges. */
  public Subject {
    LIMITS.require(limit, "limit");
    Range.POINTS.require(chunkSize, "chunk-size");
    ComparisonConfig.TRIALS.require(trials, "trials");
    arms = List.copyOf(arms);
    measures = List.copyOf(measures);
    joint = List.copyOf(joint);
  }

  /** The same under the name that its data set has in results. */
  Subject named(String dataName) {
    return new Subject(network, dataName, limit, chunkSize, trials, seed, arms, measures, joint);
  }

  /** The arm of that name. */
  public Arm arm(String name) {
    return arms.stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no arm named " + name));
  }
}
