package dev.basin.lab.study;

import java.util.Map;

/** Lines of {@code times.jsonl}: how long a part of a trial took. */
final class Times {
  private Times() {}

  static String epoch(int epoch, double seconds) {
    return CanonicalJson.line(Map.of("epoch", epoch, "seconds", seconds));
  }

  static String measurement(String name, double seconds) {
    return CanonicalJson.line(Map.of("measurement", name, "seconds", seconds));
  }
}
