package dev.basin.data.archive;

import dev.basin.engine.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A directory that is being filled: a sibling of the directory that it may become. Closing it
 * removes it with all that is in it, unless it was moved into place.
 */
public final class TemporaryDirectory implements AutoCloseable {
  private final Path path;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /** Makes one beside a path, whose parent is made if need be. */
  public static TemporaryDirectory beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path path =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
    return new TemporaryDirectory(Files.createDirectories(path));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Gives it its name, in one step.
   *
   * @param target on the same file system; not there, or an empty directory
   */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      FolderTree.remove(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
