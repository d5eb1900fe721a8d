package dev.basin.lab.inspect;

import java.io.IOException;
import java.nio.file.Path;

/** Knows one kind of file or directory. A new kind is one more of these in {@link Inspectors}. */
public interface FileInspector {

  /** What the kind is called, for example {@code Kaldi archive}. */
  String kind();

  /**
   * Whether something is of this kind, as its name and its beginning tell.
   *
   * @param path a file or a directory
   * @param head how the file begins
   * @throws IOException if it cannot be read
   */
  boolean recognises(Path path, Head head) throws IOException;

  /**
   * Reads all of it.
   *
   * @param path what is {@linkplain #recognises recognised}
   * @throws dev.basin.data.DatasetFormatException if it is not what it should be
   * @throws IOException if it cannot be read
   */
  Inspection inspect(Path path) throws IOException;
}
