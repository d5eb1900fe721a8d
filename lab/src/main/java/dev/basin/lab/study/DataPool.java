package dev.basin.lab.study;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.DimensionMismatchException;
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
    requireFits(whole.train(), network);
    requireFits(whole.test(), network);
    if (config.limit() == 0) {
      return whole;
    }
    Dataset part = whole.train().first(config.limit());
    parts.add(part);
    return new TrainTestData(part, whole.test());
  }

  private static void requireFits(Dataset points, Network network) {
    if (!network.accepts(points.shape())) {
      throw new DimensionMismatchException(
          "points of " + points.name() + " for network " + network.name(),
          network.input().toString(),
          points.shape().toString());
    }
    if (points.classes() > network.classes()) {
      throw new DimensionMismatchException(
          "classes of " + points.name() + " for network " + network.name(),
          "at most " + network.classes(),
          Integer.toString(points.classes()));
    }
  }

  @Override
  public synchronized void close() {
    parts.forEach(Dataset::close);
    open.values().forEach(TrainTestData::close);
  }
}
