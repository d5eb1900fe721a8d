package dev.basin.lab.run;

import dev.basin.lab.instrument.PointLogs;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.StoreFile;
import dev.basin.landscape.PointLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Points of measurements that are not finished, beside where their results will be. */
final class KeptPoints implements PointLogs {
  private @Nullable MeasurementFile current;

  /** The points that are opened from here on are this measurement's. */
  void of(MeasurementFile measurement) {
    current = measurement;
  }

  @Override
  public PointLog open(String series, List<String> columns) {
    MeasurementFile measurement = Objects.requireNonNull(current);
    Path file = measurement.points(series);
    Map<String, String> settings = new LinkedHashMap<>(measurement.what().settings().texts());
    settings.put("limit", Integer.toString(measurement.what().limit()));
    settings.put("weights", String.join(" ", measurement.weights()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return PointLog.open(
          file,
          new dev.basin.landscape.Measurement(
              measurement.what().instrument() + " " + series, settings, columns));
    } catch (IOException e) {
      throw StoreFile.failure("cannot write", file, e);
    }
  }
}
