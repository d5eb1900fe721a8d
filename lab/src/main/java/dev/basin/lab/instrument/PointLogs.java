package dev.basin.lab.instrument;

import dev.basin.landscape.PointLog;
import java.util.List;

/** Keeps the points of long measurements, so that one that was stopped goes on where it was. */
@FunctionalInterface
public interface PointLogs {

  /** Forgets them. */
  PointLogs NONE =
      (series, columns) ->
          PointLog.inMemory(
              new dev.basin.landscape.Measurement(series, java.util.Map.of(), columns));

  /**
   * Opens the points of a series.
   *
   * @param series its name within the measurement
   * @param columns the names of the numbers of a point
   */
  PointLog open(String series, List<String> columns);
}
