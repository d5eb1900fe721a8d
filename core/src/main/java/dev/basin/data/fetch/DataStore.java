package dev.basin.data.fetch;

import dev.basin.machine.HomeDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where data sets are kept on this machine: the directory that the user named, {@code $BASIN_DATA},
 * {@code $XDG_CACHE_HOME/basin} where that variable is set, and {@code ~/.cache/basin}, in this
 * order.
 */
public final class DataStore {
  /** The environment variable that names a directory of data sets. */
  public static final String ENVIRONMENT_VARIABLE = "BASIN_DATA";

  private final List<Path> roots;

  /**
   * Knows the directories; none need exist.
   *
   * @param dataDirectory what the user named, or null
   * @param environment the process's environment
   * @param home the user's home directory, or null if none is known
   */
  public DataStore(
      @Nullable Path dataDirectory, Map<String, String> environment, @Nullable Path home) {
    List<Path> found = new ArrayList<>();
    if (dataDirectory != null) {
      found.add(dataDirectory);
    }
    String fromEnvironment = environment.get(ENVIRONMENT_VARIABLE);
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      found.add(Path.of(fromEnvironment));
    }
    HomeDirectory.caches(environment).ifPresent(caches -> found.add(caches.resolve("basin")));
    if (home != null) {
      found.add(home.resolve(".cache").resolve("basin"));
    }
    roots = List.copyOf(new LinkedHashSet<>(found));
  }

  /** The directories of this process. */
  public static DataStore ofProcess(@Nullable Path dataDirectory) {
    return new DataStore(dataDirectory, System.getenv(), HomeDirectory.find().orElse(null));
  }

  /**
   * Where to look for a data set: in each directory's folder of its name, then in the directory
   * itself.
   *
   * @param dataset for example {@code mnist}
   */
  public List<Path> candidates(String dataset) {
    return roots.stream().flatMap(root -> List.of(root.resolve(dataset), root).stream()).toList();
  }

  /**
   * Where a data set that is fetched goes.
   *
   * @throws DataUnavailableException if no directory is named and no home is known
   */
  public Path target(String dataset) {
    if (roots.isEmpty()) {
      throw new DataUnavailableException(
          "there is no place for "
              + dataset
              + ": no home directory is known; "
              + HomeDirectory.CURE
              + ", or name a directory with --data-dir or $"
              + ENVIRONMENT_VARIABLE);
    }
    return roots.get(0).resolve(dataset);
  }
}
