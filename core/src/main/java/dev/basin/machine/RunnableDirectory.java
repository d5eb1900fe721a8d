package dev.basin.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether native libraries can be kept in a directory and run from it. */
public final class RunnableDirectory {
  private final Path system;

  /**
   * Knows where to look for the table of mounts.
   *
   * @param system the root of the file system that has {@code proc}
   */
  RunnableDirectory(Path system) {
    this.system = system;
  }

  /**
   * Why libraries on this machine cannot be kept in a directory, which is made if it is not there.
   */
  public static Optional<String> refusal(Path directory) {
    return new RunnableDirectory(Path.of("/")).refusalOf(directory);
  }

  Optional<String> refusalOf(Path directory) {
    Optional<String> forbidden = forbidsExecution(directory);
    if (forbidden.isPresent()) {
      return forbidden;
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      return Optional.of(directory + " is not there and cannot be made");
    }
    if (!Files.isWritable(directory)) {
      return Optional.of(directory + " is not writable");
    }
    return Optional.empty();
  }

  /** Whether the file system that a directory is on, or would be, forbids to run what is on it. */
  private Optional<String> forbidsExecution(Path directory) {
    Path existing = directory.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    Path real;
    try {
      real = existing.toRealPath();
    } catch (IOException e) {
      return Optional.empty();
    }
    return MountTable.read(system)
        .holding(real)
        .filter(MountTable.Mount::forbidsExecution)
        .map(
            mount ->
                directory
                    + " is on a file system that does not run programs ("
                    + mount.point()
                    + " is mounted noexec)");
  }
}
