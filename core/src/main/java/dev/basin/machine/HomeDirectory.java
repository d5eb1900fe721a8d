package dev.basin.machine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's own directories. A container may run a process under a number that has no entry in the
 * password file: Java then calls the home {@code ?}, and {@code $HOME} is the only one there is.
 */
public final class HomeDirectory {
  /** What to do where there is none, after a comma or a colon. */
  public static final String CURE = "set HOME to a directory of yours";

  private static final String CACHES = "XDG_CACHE_HOME";

  private HomeDirectory() {}

  /** That of this process, if one is known. */
  public static Optional<Path> find() {
    return find(System.getProperty("user.home"), System.getenv());
  }

  /**
   * Java's if it is one, else the environment's.
   *
   * @param javas the property {@code user.home}
   * @param environment of the process
   */
  static Optional<Path> find(@Nullable String javas, Map<String, String> environment) {
    return absolute(javas).or(() -> absolute(environment.get("HOME")));
  }

  /** {@code $XDG_CACHE_HOME}, if it is set as its specification asks: to an absolute path. */
  public static Optional<Path> caches(Map<String, String> environment) {
    return absolute(environment.get(CACHES));
  }

  private static Optional<Path> absolute(@Nullable String name) {
    try {
      return Optional.ofNullable(name).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
