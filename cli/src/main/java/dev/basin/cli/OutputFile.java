package dev.basin.cli;

import dev.basin.engine.AtomicFile;
import dev.basin.engine.NewFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a command will write. What cannot be is told before any work is done. */
final class OutputFile {
  /** About what a figure takes. */
  private static final long FIGURE_BYTES = 256 << 10;

  private OutputFile() {}

  /**
   * Takes the name of a file that must not be there, and room for it on the disk, until it is
   * written or closed.
   *
   * @param bytes how long it will be
   * @param option which one named it
   * @throws RunFolderException if it is there, cannot be written, or is another process's
   */
  static NewFile reserve(Path file, long bytes, String option) {
    requireFolder(file, option);
    try {
      return NewFile.tryReserve(file, bytes)
          .orElseThrow(
              () ->
                  new RunFolderException(
                      file
                          + " is being made by another process; wait for it, or choose another "
                          + option));
    } catch (FileAlreadyExistsException e) {
      throw new RunFolderException(file + " exists already; choose another " + option, e);
    } catch (IOException e) {
      throw failure(file, option, e);
    }
  }

  /** Refuses a file that could not be written; one that is there may be replaced. */
  static void requireWritable(Path file, String option) {
    requireFolder(file, option);
    try {
      AtomicFile.tryOut(file, FIGURE_BYTES);
    } catch (IOException e) {
      throw failure(file, option, e);
    }
  }

  private static void requireFolder(Path file, String option) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new RunFolderException(
          "the folder of " + file + " does not exist or is not writable; choose another " + option);
    }
  }

  private static RunFolderException failure(Path file, String option, IOException e) {
    return new RunFolderException(
        "cannot write "
            + file
            + ": "
            + FileFailure.reason(e)
            + "; choose another "
            + option
            + ", or give this one room and write permission",
        e);
  }

  /** Refuses two options that name one file, of which only the last written would be left. */
  static void requireDifferent(
      String one, @Nullable Path first, String two, @Nullable Path second) {
    if (first != null && second != null && place(first).equals(place(second))) {
      throw new IllegalArgumentException(
          one + " and " + two + " are both " + first + "; expected two files");
    }
  }

  private static Path place(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    try {
      return directory == null ? absolute : directory.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      return absolute;
    }
  }
}
