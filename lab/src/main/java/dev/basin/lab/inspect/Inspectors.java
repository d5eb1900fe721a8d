package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.archive.ArchivedFolder;
import dev.basin.data.archive.ForeignFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** All kinds of files that can be inspected. */
public final class Inspectors {
  /** The first that recognises a file is asked; those that rely on a magic number come first. */
  private static final List<FileInspector> ALL =
      List.of(
          new PreparedSetInspector(),
          new ImageFolderInspector(),
          new NpyInspector(),
          new ImageInspector(),
          new SafetensorsInspector(),
          new IdxInspector(),
          new KaldiScriptInspector(),
          new KaldiValueInspector(),
          new KaldiArchiveInspector(),
          new CifarInspector());

  private Inspectors() {}

  /** The names of all kinds. */
  public static List<String> kinds() {
    return ALL.stream().map(FileInspector::kind).toList();
  }

  /**
   * Reads all of a file or directory.
   *
   * @throws DatasetFormatException if it is of no known kind, or not what it should be
   * @throws IOException if it cannot be read
   */
  public static Inspection inspect(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new DatasetFormatException(
          path, "no such file or directory", "one of data", "correct the name");
    }
    Head head = Head.of(path);
    for (FileInspector inspector : ALL) {
      if (inspector.recognises(path, head)) {
        return inspector.inspect(path);
      }
    }
    String known = kinds().stream().collect(Collectors.joining(", "));
    if (ArchivedFolder.isOne(path)) {
      throw new DatasetFormatException(
          path, "an archive", "one of: " + known, "unpack it and inspect what was in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new DatasetFormatException(
          path,
          "a folder without train and without set.json, or no file at all",
          "one of: " + known,
          "name one of its files, or the folder above train");
    }
    ForeignFile file =
        ForeignFile.known(path)
            .orElse(new ForeignFile("nothing that is known", "is it the file that was meant?"));
    throw new DatasetFormatException(path, file.kind(), "one of: " + known, file.advice());
  }
}
