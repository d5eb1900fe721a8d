package dev.basin.cli;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.archive.ForeignFile;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.Printable;
import dev.basin.engine.WithoutSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says why a value of {@code --data} names no data set. */
final class NoDataSet {
  private static final String EXPECTED =
      "a prepared set, an image folder, or an archive of one (.tar.gz, .tar.xz, .tar or .zip)";

  private NoDataSet() {}

  /**
   * The error.
   *
   * @param text what was given
   * @param path the same as a path, where no folder and no archive is
   */
  static RuntimeException of(String text, Path path) {
    if (Files.isRegularFile(path)) {
      return aFile(path);
    }
    if (Files.exists(path)) {
      return new DatasetFormatException(
          path, "neither a file nor a folder", EXPECTED, "name a file or a folder");
    }
    if (Files.isSymbolicLink(path)) {
      return new DatasetFormatException(
          path, "a symbolic link to " + target(path) + ", which is not there", EXPECTED, "mend it");
    }
    if (looksLikeAPath(text)) {
      return new DatasetFormatException(
          path,
          "no such file or folder",
          EXPECTED,
          path.isAbsolute()
              ? "check the path"
              : "check the path; it is looked for in " + Path.of("").toAbsolutePath());
    }
    return called(text, "here");
  }

  /**
   * The error for a word that is neither a name nor a path.
   *
   * @param where no file is called so
   */
  static IllegalArgumentException called(String text, String where) {
    return new IllegalArgumentException(
        "no data set, and no file or folder "
            + where
            + ", is called "
            + Printable.quote(WithoutSecrets.ofAddress(text))
            + "; known are: "
            + DataChoices.KNOWN);
  }

  private static DatasetFormatException aFile(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && PreparedSet.isOne(folder)) {
      return new DatasetFormatException(
          path, "a file of a prepared set", "the folder of all its files", "name " + folder);
    }
    ForeignFile file = ForeignFile.of(path);
    return new DatasetFormatException(path, file.kind(), EXPECTED, file.advice());
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No data set's name has a dot or a slash. */
  private static boolean looksLikeAPath(String text) {
    return text.contains("/") || text.contains("\\") || text.contains(".") || text.startsWith("~");
  }
}
