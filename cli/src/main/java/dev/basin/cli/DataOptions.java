package dev.basin.cli;

import dev.basin.data.Mnist;
import dev.basin.data.MnistFetcher;
import dev.basin.data.TrainTestData;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.network.Network;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data to use and where they are. */
final class DataOptions {
  private static final int MNIST_TRAINING_POINTS = 60_000;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "mnist",
      description = "Data set: mnist (default).")
  private String data = "mnist";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data sets are kept (default: $$BASIN_DATA, then ~/.cache/basin).")
  private @Nullable Path directory;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Use only the first N training points (default: all).")
  private @Nullable Integer limit;

  String name() {
    return data.toLowerCase(Locale.ROOT);
  }

  @Nullable Path directory() {
    return directory;
  }

  int limit() {
    return limit == null ? 0 : limit;
  }

  /** Sets the limit unless the user did. */
  void limitTo(int points) {
    if (limit == null) {
      limit = points;
    }
  }

  /** Refuses values out of range, before anything is read. */
  void check() {
    requireKnown(name());
    if (limit != null && (limit < 1 || limit > MNIST_TRAINING_POINTS)) {
      throw new IllegalArgumentException(
          "--limit is " + limit + "; expected from 1 to " + MNIST_TRAINING_POINTS);
    }
  }

  /** How many training points {@link #load} will give. */
  int trainPoints() {
    return limit == null ? MNIST_TRAINING_POINTS : limit;
  }

  /** Finds, fetches if need be, and reads the data. */
  TrainTestData load(Network network) {
    check();
    TrainTestData whole = Mnist.load(MnistFetcher.of(directory).locate(new FetchLines()), null);
    TrainTestData loaded = limited(whole);
    if (loaded.train().features() != network.inputs()) {
      String found = "(" + loaded.train().features() + ")";
      loaded.close();
      throw new DimensionMismatchException(
          "points of " + name() + " for network " + network.name(),
          "(" + network.inputs() + ")",
          found);
    }
    return loaded;
  }

  private TrainTestData limited(TrainTestData whole) {
    if (limit == null) {
      return whole;
    }
    TrainTestData part = new TrainTestData(whole.train().first(limit), whole.test());
    whole.train().close();
    return part;
  }

  static void requireKnown(String name) {
    if (!name.equals("mnist")) {
      throw new IllegalArgumentException("unknown data set '" + name + "'; known are: mnist");
    }
  }
}
