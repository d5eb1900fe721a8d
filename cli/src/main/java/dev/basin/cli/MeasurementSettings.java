package dev.basin.cli;

import dev.basin.data.TrainTestData;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the points of a landscape depend on, as it stands in the file that keeps them. */
final class MeasurementSettings {
  private MeasurementSettings() {}

  /**
   * The function that is asked.
   *
   * @param objective the record of {@link ObjectiveOptions}
   * @param data the points
   * @param withTest whether the test points matter
   */
  static Map<String, String> of(
      Map<String, Object> objective, TrainTestData data, boolean withTest) {
    Map<String, String> settings = new LinkedHashMap<>();
    objective.forEach((name, value) -> settings.put(name, value.toString()));
    settings.put("dataSha256", data.train().digest());
    if (withTest) {
      settings.put("testPoints", Integer.toString(data.test().size()));
      settings.put("testSha256", data.test().digest());
    }
    return settings;
  }
}
