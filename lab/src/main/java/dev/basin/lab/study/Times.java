package dev.basin.lab.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Lines of {@code times.jsonl}: how long a part of a trial took. */
final class Times {
  private Times() {}

  static String epoch(int epoch, double seconds) {
    return CanonicalJson.line(Map.of("epoch", epoch, "seconds", seconds));
  }

  /**
   * The sum over epochs; the last line of an epoch counts, lines of other kinds do not, nor do
   * those that were cut short.
   */
  static OptionalDouble training(String lines) {
    Map<Integer, Double> seconds = new TreeMap<>();
    for (String line : lines.lines().filter(text -> !text.isBlank()).toList()) {
      try {
        JsonNode time = CanonicalJson.read(line, JsonNode.class);
        if (time != null && time.has("epoch")) {
          seconds.put(time.get("epoch").asInt(), time.get("seconds").asDouble());
        }
      } catch (JsonProcessingException e) {
        // a kill or a full disk came between
      }
    }
    return seconds.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds.values().stream().mapToDouble(s -> s).sum());
  }

  static String measurement(String name, double seconds) {
    return CanonicalJson.line(Map.of("measurement", name, "seconds", seconds));
  }
}
