package dev.basin.cli;

import dev.basin.engine.HeldFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A folder that one process at a time writes, until this is closed. */
final class HeldOutput implements Closeable {
  private final HeldFile lock;
  private final Path folder;
  private final boolean isNew;

  private HeldOutput(HeldFile lock, Path folder, boolean isNew) {
    this.lock = lock;
    this.folder = folder;
    this.isNew = isNew;
  }

  /**
   * Takes a folder that will appear in one step, by a lock beside it.
   *
   * @param option which one named the folder
   * @throws RunFolderException if another process is making it
   */
  static HeldOutput beside(Path folder, String option) {
    Path absolute = folder.toAbsolutePath().normalize();
    return take(folder, absolute.resolveSibling("." + absolute.getFileName() + ".lock"), option);
  }

  /**
   * Takes a folder that files are written into, by a lock in it; makes it if it is not there.
   *
   * @param option which one named the folder
   * @throws RunFolderException if another process is writing it
   */
  static HeldOutput inside(Path folder, String option) {
    return take(folder, folder.toAbsolutePath().resolve(".lock"), option);
  }

  private static HeldOutput take(Path folder, Path lock, String option) {
    Path parent = Objects.requireNonNull(lock.getParent());
    boolean isNew = !Files.exists(parent);
    try {
      Files.createDirectories(parent);
      return new HeldOutput(
          HeldFile.tryHoldRemovable(lock)
              .orElseThrow(
                  () ->
                      new RunFolderException(
                          folder
                              + " is being written by another process; wait for it, or choose"
                              + " another "
                              + option)),
          parent,
          isNew);
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot write " + lock + ": " + FileFailure.reason(e) + "; choose another " + option, e);
    }
  }

  /** Lets go of it, and of a folder that was made for it and is empty. */
  @Override
  public void close() throws IOException {
    lock.remove();
    if (isNew) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        // what was written stays
      }
    }
  }
}
