package dev.basin.data.synthetic;

import dev.basin.data.TrainTestData;
import dev.basin.data.fetch.DataStore;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.machine.MachineProcessors;

/**
 * A data set that is generated from a seed: the same points, bit for bit, on every machine and with
 * any number of threads. {@code docs/data-synthetic.md} describes the models.
 */
public abstract sealed class SyntheticData permits SyntheticSpeech, SyntheticImages {
  /** Values of at most so many bytes are made in memory each time they are needed. */
  private static final long LARGEST_IN_MEMORY = 256L << 20;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * Makes a data set of its text form: a name, and after a colon settings that differ from the
   * defaults, such as {@code synthetic-speech:train=50000,seed=3}.
   *
   * @throws IllegalArgumentException saying what is wrong with the text, and listing what is known
   */
  public static SyntheticData parse(String text) {
    return SyntheticText.parse(text);
  }

  /** Whether a text has the name of synthetic data before its colon. */
  public static boolean isNamedIn(String text) {
    return SyntheticText.isNamedIn(text);
  }

  /** What the data set is called in results, for example {@code synthetic-speech}. */
  public abstract String name();

  /** The shape of a point. */
  public abstract PointShape shape();

  /** Where the data come from, a sentence for results. */
  public abstract String origin();

  abstract SyntheticConfig config();

  /** Bytes of one value. */
  abstract int bytesOfValue();

  /** Draws the model that the points come from. */
  abstract PointSource<?> source(Workers workers);

  /** How many training points there are. */
  public final int trainPoints() {
    return config().trainPoints();
  }

  /** How many test points there are. */
  public final int testPoints() {
    return config().testPoints();
  }

  /** How many classes there are. */
  public final int classes() {
    return config().classes();
  }

  /** The text form with all settings, of which {@link #parse} makes the same data set. */
  public final String text() {
    return SyntheticText.of(name(), config());
  }

  /**
   * Makes the points in memory.
   *
   * @param workers make it faster; the points do not depend on them
   * @throws IllegalArgumentException if a part has more values than an array of Java's holds; then
   *     use {@link #load}
   */
  public final TrainTestData generate(Workers workers) {
    long values = (long) Math.max(trainPoints(), testPoints()) * shape().features();
    if (values > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          "%s: found %d values in a part, expected at most %d in memory; load the data instead"
              .formatted(text(), values, LARGEST_ARRAY));
    }
    return Generation.inMemory(source(workers), workers);
  }

  /**
   * The points, made with all cores if need be; see {@link #load(DataStore, Workers)}.
   *
   * @param store where files are or go
   */
  public final TrainTestData load(DataStore store) {
    try (Workers workers = new Workers(MachineProcessors.available())) {
      return load(store, workers);
    }
  }

  /**
   * The points in memory, or, if their values take more than 256 MiB, in files that are made once
   * and read through a memory map.
   *
   * @param store where the files are or go
   * @param workers make it faster; the points do not depend on them
   * @throws dev.basin.data.DatasetFormatException if files from earlier are damaged
   * @throws java.io.UncheckedIOException if files cannot be written or read
   */
  public final TrainTestData load(DataStore store, Workers workers) {
    long values = ((long) trainPoints() + testPoints()) * shape().features();
    return values * bytesOfValue() <= LARGEST_IN_MEMORY
        ? generate(workers)
        : new SyntheticCache(store).open(this, workers);
  }
}
