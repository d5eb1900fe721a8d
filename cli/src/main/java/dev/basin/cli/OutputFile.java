package dev.basin.cli;

import dev.basin.lab.RunFolderException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command will write. */
final class OutputFile {
  private OutputFile() {}

  /** Fails before any work is done if the file could not be written at the end. */
  static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw new RunFolderException(file + " exists already; choose another --out");
    }
    requireWritable(file, "--out");
  }

  /** The same for a file that may be replaced. */
  static void requireWritable(Path file, String option) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new RunFolderException(
          "the folder of " + file + " does not exist or is not writable; choose another " + option);
    }
  }
}
