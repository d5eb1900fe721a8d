package dev.basin.data.fetch;

import dev.basin.data.DataFile;
import dev.basin.data.FetchProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Somewhere that published files can be fetched from. */
public interface DataSource {
  /** What the source is called in messages. */
  String name();

  /**
   * Fetches files; those that were placed before a failure stay.
   *
   * @param files what to fetch
   * @param directory where to place the files, each in one step and only with the published content
   * @param progress hears how it gets on
   * @throws IOException if a file could not be had; the message says why
   */
  void fetch(List<DataFile> files, Path directory, FetchProgress progress) throws IOException;
}
