package dev.basin.lab.run;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.lab.DataFit;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import java.util.HashMap;
import java.util.Map;

/** Opens each data set, and makes each part of one, once, at its first use, and keeps it open. */
final class DataPool implements AutoCloseable {
  private final DataCatalogue catalogue;
  private final Map<String, TrainTestData> open = new HashMap<>();
  private final Map<String, Dataset> parts = new HashMap<>();

  DataPool(DataCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The data of a trial; stays open until this is closed. */
  synchronized TrainTestData of(TrialConfig config, Network network) {
    TrainTestData whole = open.computeIfAbsent(config.data(), catalogue::open);
    DataFit.require(whole, network);
    if (config.limit() == 0) {
      return whole;
    }
    Dataset part =
        parts.computeIfAbsent(
            config.limit() + " of " + config.data(), key -> whole.train().first(config.limit()));
    return new TrainTestData(part, whole.test());
  }

  @Override
  public synchronized void close() {
    parts.values().forEach(Dataset::close);
    open.values().forEach(TrainTestData::close);
  }
}
