package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
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
    throw new DatasetFormatException(
        path, "nothing that is known", "one of: " + known, "is it the file that was meant?");
  }
}
