package dev.basin.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.lab.study.CanonicalJson;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lines of {@code times.jsonl}: how long a part of a trial took. */
public final class Times {
  private Times() {}

  public static String epoch(int epoch, double seconds) {
    return line(Map.of("epoch", epoch, "seconds", seconds));
  }

  private static String line(Map<String, Object> time) {
    return CanonicalJson.line(SummedJson.of(time));
  }

  /** Whether every line is as it was written. */
  static boolean areWhole(String lines) {
    return lines.isEmpty()
        || (lines.endsWith("\n")
            && lines.lines().allMatch(line -> SummedJson.isWhole(line, CanonicalJson::line)));
  }

  /**
   * Seconds by epoch; the last line of an epoch counts, lines of other kinds do not, nor do those
   * that were cut short.
   */
  static Map<Integer, Double> epochs(String lines) {
    Map<Integer, Double> seconds = new TreeMap<>();
    parse(lines)
        .filter(time -> time.has("epoch"))
        .forEach(time -> seconds.put(time.get("epoch").asInt(), time.get("seconds").asDouble()));
    return seconds;
  }

  /** Seconds of all measurements; the last line of each counts. */
  static double measurements(String lines) {
    Map<String, Double> seconds = new TreeMap<>();
    parse(lines)
        .filter(time -> time.has("measurement"))
        .forEach(
            time -> seconds.put(time.get("measurement").asText(), time.get("seconds").asDouble()));
    return seconds.values().stream().mapToDouble(s -> s).sum();
  }

  private static Stream<JsonNode> parse(String lines) {
    return lines.lines().filter(text -> !text.isBlank()).flatMap(Times::time);
  }

  private static Stream<JsonNode> time(String line) {
    try {
      JsonNode time = CanonicalJson.read(line, JsonNode.class);
      return time != null && time.has("seconds") ? Stream.of(time) : Stream.of();
    } catch (JsonProcessingException e) {
      return Stream.of(); // a kill or a full disk came between
    }
  }

  public static String measurement(String name, double seconds) {
    return line(Map.of("measurement", name, "seconds", seconds));
  }
}
