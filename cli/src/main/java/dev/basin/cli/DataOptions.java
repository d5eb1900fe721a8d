package dev.basin.cli;

import dev.basin.data.TrainTestData;
import dev.basin.data.image.ImageSize;
import dev.basin.lab.DataFit;
import dev.basin.lab.study.DataText;
import dev.basin.network.Network;
import dev.basin.train.remedy.Remedies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data to use and where they are. */
final class DataOptions {
  /** How a data set is called whose pictures were scaled. */
  private static final Pattern SCALED = Pattern.compile("(.+)-(\\d+x\\d+)");

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

  /**
   * Finds the data set that trials are called by: the one of that name, or what was given in its
   * place, as {@code DATA} or {@code NAME=DATA}.
   *
   * @param name the data set's name in the trials
   */
  StudyData catalogue(String name) {
    Matcher scaled = SCALED.matcher(name);
    String base = scaled.matches() ? scaled.group(1) : name;
    ImageSize trained = scaled.matches() ? ImageSize.parse(scaled.group(2)) : null;
    ImageSize asked = size();
    if (asked != null && !asked.equals(trained)) {
      throw new IllegalArgumentException(
          "--image-size is " + imageSize + ", and the trial was trained on " + name);
    }
    String other = data == null ? null : other(data, base, name);
    StudyData catalogue = new StudyData(other == null ? Map.of() : Map.of(base, other), directory);
    if (other != null && trained != null) {
      catalogue.name(new DataText(base, trained).text()); // from here on it is known by the name
    }
    return catalogue;
  }

  private static String other(String data, String base, String name) {
    for (String known : List.of(base, name)) {
      if (data.startsWith(known + "=")) {
        return data.substring(known.length() + 1);
      }
    }
    boolean ofAnother = data.matches("[^/:=]+=.*") && !Files.exists(Path.of(data));
    if (ofAnother || (DataText.isName(data) && DataText.isName(base) && !data.equals(base))) {
      throw new IllegalArgumentException(
          "--data is " + data + ", and the trial was trained on " + name);
    }
    return data;
  }

  /**
   * The first so many of the training points of a trial that are asked for; 0 for all.
   *
   * @param trained how many it was trained with
   */
  int limitOf(int trained) {
    if (limit != null && (limit < 1 || limit > trained)) {
      throw limitIs("from 1 to " + trained + ", with which the trial was trained");
    }
    return limit == null || limit == trained ? 0 : limit;
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
