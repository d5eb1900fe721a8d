package dev.basin.data.synthetic;

import dev.basin.data.TrainTestData;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.Seeds;
import dev.basin.engine.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Prepared sets of synthetic points, in a folder for each setting. A folder's name is a hash of the
 * set's origin, which tells the generator's version and all settings.
 */
final class SyntheticCache {
  private final DataStore store;

  SyntheticCache(DataStore store) {
    this.store = store;
  }

  /** Opens a data set, and makes its files first if there are none yet. */
  TrainTestData open(SyntheticData data, Workers workers) {
    String folder = HexFormat.of().toHexDigits(Seeds.derive(0, data.origin()));
    for (Path candidate : store.candidates(data.name())) {
      if (PreparedSet.isOne(candidate.resolve(folder))) {
        return PreparedSet.openMade(candidate.resolve(folder), data.text());
      }
    }
    Path directory = store.target(data.name()).resolve(folder);
    try {
      Generation.inFiles(data.source(workers), directory, workers);
    } catch (FileAlreadyExistsException e) {
      // another process was faster, or something else is in the way, which open() will tell
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: cannot write %s: %s".formatted(directory, data.text(), e.getMessage()), e);
    }
    return PreparedSet.openMade(directory, data.text());
  }
}
