package dev.basin.cli;

import dev.basin.data.Mnist;
import dev.basin.data.MnistFetcher;
import dev.basin.data.PreparedSet;
import dev.basin.data.TrainTestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every kind of data set that {@code --data} can name, one line each. */
final class DataChoices {
  /** What there is to choose from, for messages and help. */
  static final String KNOWN = "mnist, or the path of a prepared set";

  private static final List<String> NAMES = List.of("mnist");

  private DataChoices() {}

  /** A named data set that can be fetched, or made. */
  private record Named(String name, OptionalInt trainPoints, Supplier<TrainTestData> source)
      implements DataChoice {
    @Override
    public TrainTestData load() {
      return source.get();
    }
  }

  /**
   * What a text names.
   *
   * @param text the value of {@code --data}
   * @param directory where data sets are kept, or null for the usual places
   * @throws IllegalArgumentException if it names nothing
   */
  static DataChoice of(String text, @Nullable Path directory) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.equals("mnist")) {
      return named(
          name,
          60_000,
          () -> Mnist.load(MnistFetcher.of(directory).locate(new FetchLines()), null));
    }
    Path path = Path.of(text);
    if (Files.isDirectory(path) && PreparedSet.isOne(path)) {
      return new Named(
          PreparedSet.describe(path).info().name(),
          OptionalInt.of(PreparedSet.describe(path).train().points()),
          () -> PreparedSet.open(path));
    }
    throw new IllegalArgumentException("unknown data set '" + text + "'; known are: " + KNOWN);
  }

  private static Named named(String name, int trainPoints, Supplier<TrainTestData> source) {
    return new Named(name, OptionalInt.of(trainPoints), source);
  }

  /** The names that {@code basin data fetch} knows. */
  static List<String> fetched() {
    return NAMES;
  }
}
