package dev.basin.lab.study;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.lab.DataFit;
import dev.basin.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens each data set once, at its first use, and keeps it open. */
final class DataPool implements AutoCloseable {
  private final DataCatalogue catalogue;
  private final Map<String, TrainTestData> open = new HashMap<>();
  private final List<Dataset> parts = new ArrayList<>();

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
    Dataset part = whole.train().first(config.limit());
    parts.add(part);
    return new TrainTestData(part, whole.test());
  }

  @Override
  public synchronized void close() {
    parts.forEach(Dataset::close);
    open.values().forEach(TrainTestData::close);
  }
}
