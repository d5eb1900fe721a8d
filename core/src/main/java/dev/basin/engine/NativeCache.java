package dev.basin.engine;

import dev.basin.machine.HomeDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The directory that native libraries are unpacked to and run from. It is chosen and looked at here
 * because JavaCPP would take one in the working directory where no home is known, one that all
 * users of the machine can write to where the home cannot be written, and tell of a library that is
 * missing where one may not be run.
 */
final class NativeCache {
  /** JavaCPP's name for the directory. */
  static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** What to do where a directory does not serve. */
  static final String CURE =
      "name a directory that can be written and run from, with 1 GB free, in"
          + " BASIN_JAVA_OPTS=-D"
          + PROPERTY
          + "=DIR";

  private NativeCache() {}

  /**
   * The directory that is named, else the first that serves of {@code ~/.javacpp/cache} and {@code
   * $XDG_CACHE_HOME/javacpp}.
   *
   * @param named the value of {@link #PROPERTY}
   * @param home the user's home directory
   * @param caches where the user's caches are, if that is said
   * @param refusal why a directory does not serve, if it does not
   * @throws EngineException if none serves
   */
  static Path choose(
      @Nullable String named,
      Optional<Path> home,
      Optional<Path> caches,
      Function<Path, Optional<String>> refusal) {
    List<Path> candidates = new ArrayList<>();
    if (named != null) {
      candidates.add(Path.of(named).toAbsolutePath());
    } else {
      home.ifPresent(directory -> candidates.add(directory.resolve(".javacpp").resolve("cache")));
      caches.ifPresent(directory -> candidates.add(directory.resolve("javacpp")));
    }
    if (candidates.isEmpty()) {
      throw new EngineException(
          "there is no place for the native libraries: no home directory is known; "
              + HomeDirectory.CURE
              + ", or "
              + CURE);
    }
    List<String> refusals = new ArrayList<>();
    for (Path candidate : candidates) {
      Optional<String> reason = refusal.apply(candidate);
      if (reason.isEmpty()) {
        return candidate;
      }
      refusals.add(reason.get());
    }
    throw new EngineException(
        "the native libraries cannot be unpacked: "
            + String.join(", and ", refusals)
            + "; "
            + (named == null ? HomeDirectory.CURE + ", or " : "")
            + CURE);
  }
}
