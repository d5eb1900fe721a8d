package dev.basin.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** Where the files of a CIFAR data set are read from. */
interface CifarSource {
  /** Takes a file's content. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Reads a file to its end.
     *
     * @param name its name
     * @param content its content; not to be closed
     * @param where the file, for messages
     */
    void visit(String name, InputStream content, Path where) throws IOException;
  }

  /**
   * Visits files in any order, each at most once; those that are not there are passed over.
   * Published digests are checked along with the reading.
   *
   * @param names the names of the files
   * @throws dev.basin.data.DatasetFormatException if what was read is not what was published
   * @throws IOException if it cannot be read
   */
  void read(Set<String> names, Visitor visitor) throws IOException;

  /** The source in a directory: the published archive if it is there, else its unpacked files. */
  static CifarSource in(Path directory, CifarLayout layout) {
    Path archive = layout.archive().in(directory);
    return archive != null ? new CifarArchive(archive, layout) : new CifarFolder(directory, layout);
  }
}
