package dev.basin.data.fetch;

import dev.basin.data.DataFile;
import java.nio.file.Path;
import java.util.List;

/**
 * A form in which a data set may lie on a machine although it is not fetched in it, for example the
 * unpacked archive.
 *
 * @param folder the folder that holds the files, if they do not lie in the searched directory
 *     itself
 * @param files the files that it consists of
 */
public record DataForm(String folder, List<DataFile> files) {
  public DataForm {
    files = List.copyOf(files);
  }

  /** Where in a directory to look for the files. */
  List<Path> places(Path directory) {
    return List.of(directory.resolve(folder), directory);
  }
}
