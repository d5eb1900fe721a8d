package dev.basin.cli;

import dev.basin.data.ImageSize;
import dev.basin.data.TrainTestData;
import dev.basin.lab.DataFit;
import dev.basin.lab.study.DataText;
import dev.basin.network.Network;
import dev.basin.train.remedy.Remedies;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data to use and where they are. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Data set: "
              + DataChoices.KNOWN
              + " (default: the network's in the paper: mnist for F1, cifar10 for C1 and C2,"
              + " cifar100 for C3 and C4).")
  private @Nullable String data;

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

  @Option(
      names = "--image-size",
      paramLabel = "HxW",
      description =
          "Scale the pictures of an image folder to this height and width, for example 32x32"
              + " (default: all must have one size).")
  private @Nullable String imageSize;

  private @Nullable DataChoice choice;

  /** The chosen data set's name in results. */
  String name(Network network) {
    return choice(network).name();
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
  void check(Network network) {
    OptionalInt points = choice(network).trainPoints();
    if (limit != null && (limit < 1 || limit > points.orElse(Integer.MAX_VALUE))) {
      throw limitIs(points.isPresent() ? "from 1 to " + points.getAsInt() : "at least 1");
    }
  }

  private IllegalArgumentException limitIs(String expected) {
    return new IllegalArgumentException("--limit is " + limit + "; expected " + expected);
  }

  /** How many training points {@link #load} will give, where that is known beforehand. */
  OptionalInt trainPoints(Network network) {
    return limit != null ? OptionalInt.of(limit) : choice(network).trainPoints();
  }

  /** Refuses remedies that need other data, before anything is read. */
  void check(Remedies remedies, Network network) {
    DataChoice choice = choice(network);
    remedies.requireFit(choice.name(), choice.hasPictures());
  }

  /** Refuses a batch that is larger than the data. */
  static void checkBatch(String option, int batch, int trainPoints) {
    if (batch > trainPoints) {
      throw new IllegalArgumentException(
          option + " is " + batch + ", more than the " + trainPoints + " training points");
    }
  }

  /** Finds, fetches if need be, and opens the data. */
  TrainTestData load(Network network) {
    check(network);
    TrainTestData loaded = limited(choice(network).load());
    try {
      DataFit.require(loaded, network);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
    return loaded;
  }

  /** The data set as catalogues are asked for it: a path is said in full. */
  String reference(Network network) {
    return DataText.of(data == null ? usual(network) : data, Path.of(""), size()).text();
  }

  private @Nullable ImageSize size() {
    return imageSize == null ? null : ImageSize.parse(imageSize);
  }

  /** Finds the data set by its {@link #reference}. */
  StudyData catalogue() {
    return new StudyData(Map.of(), directory);
  }

  /**
   * How many of so many training points are used.
   *
   * @throws IllegalArgumentException if the limit is more than there are
   */
  int limited(int points) {
    if (limit != null && limit > points) {
      throw limitIs("from 1 to " + points);
    }
    return limit == null ? points : limit;
  }

  private TrainTestData limited(TrainTestData whole) {
    if (limit == null) {
      return whole;
    }
    try {
      limited(whole.train().size());
    } catch (IllegalArgumentException e) {
      whole.close();
      throw e;
    }
    TrainTestData part = new TrainTestData(whole.train().first(limit), whole.test());
    whole.train().close();
    return part;
  }

  private DataChoice choice(Network network) {
    DataChoice chosen = choice;
    if (chosen == null) {
      chosen = DataChoices.of(data == null ? usual(network) : data, directory, size());
      choice = chosen;
    }
    return chosen;
  }

  /** The network's data in the paper, Table 1. */
  private static String usual(Network network) {
    return switch (network.name().replaceFirst("-.*", "")) {
      case "F1" -> "mnist";
      case "C1", "C2" -> "cifar10";
      case "C3", "C4" -> "cifar100";
      default ->
          throw new IllegalArgumentException(
              "network "
                  + network.name()
                  + " needs --data: TIMIT cannot be fetched; prepare it with 'basin data prepare"
                  + " kaldi', or take synthetic-speech");
    };
  }
}
