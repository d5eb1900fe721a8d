package dev.basin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Values that independent programs computed, kept beside the repository in {@code ../shared/golden}
 * or where the environment's {@code BASIN_GOLDEN} says.
 */
public final class Golden {
  private Golden() {}

  /** One of the files; the calling test is skipped where it is not present. */
  public static Path file(String name) {
    Path file = directory().resolve(name);
    assumeTrue(Files.exists(file), "no golden file " + file);
    return file;
  }

  private static Path directory() {
    String chosen = System.getenv("BASIN_GOLDEN");
    return chosen != null ? Path.of(chosen) : repository().resolveSibling("shared/golden");
  }

  private static Path repository() {
    Path directory = Path.of("").toAbsolutePath();
    for (@Nullable Path up = directory; up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve(".mvn"))) {
        return up;
      }
    }
    return directory;
  }
}
