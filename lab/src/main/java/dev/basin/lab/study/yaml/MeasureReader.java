package dev.basin.lab.study.yaml;

import dev.basin.engine.Printable;
import dev.basin.lab.instrument.Arity;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Setting;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.JointMeasure;
import dev.basin.lab.study.Measure;
import dev.basin.lab.study.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what a study measures: {@code - sharpness: {…}} and its like. The keys are the instrument's
 * settings, and where it measures: {@code arms}, {@code epochs} (or {@code every} and {@code
 * until}), {@code between} for instruments of several solutions, and {@code limit}. A list where a
 * setting has one value makes a measurement of each.
 */
final class MeasureReader {
  private static final int MOST_COMBINATIONS = 1_000;
  private static final String LIMIT = "limit";
  private static final String BETWEEN = "between";
  private static final Set<String> OF_ONE = Set.of("arms", "epochs", "every", "until", LIMIT);
  private static final Set<String> OF_SEVERAL = Set.of(BETWEEN, LIMIT);

  private final Set<String> arms;
  private final List<Measure> measures = new ArrayList<>();
  private final List<JointMeasure> joint = new ArrayList<>();

  MeasureReader(List<Arm> arms) {
    this.arms = arms.stream().map(Arm::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<Measure> measures() {
    return List.copyOf(measures);
  }

  List<JointMeasure> joint() {
    return List.copyOf(joint);
  }

  /** Takes in one entry: a word, or a map of one key. */
  void read(Located entry) {
    if (entry.isText()) {
      read(entry.text(), entry, Located.map("", 0, entry.text(), Map.of()));
      return;
    }
    Map<String, Located> map = entry.entries();
    if (map.size() != 1) {
      throw entry.error("a measurement has one name, found " + Printable.list(map.keySet()));
    }
    map.forEach((name, settings) -> read(name, settings, settings));
  }

  private void read(String name, Located place, Located settings) {
    Instrument<?> instrument =
        Instruments.find(name)
            .orElseThrow(
                () ->
                    place.error(
                        "unknown measurement "
                            + Printable.quote(name)
                            + "; known are "
                            + Instruments.names()));
    if (instrument.arity() == Arity.ONE || settings.get(BETWEEN).isEmpty()) {
      if (!instrument.arity().allows(1)) {
        throw place.error(
            name + " has no '" + BETWEEN + "'; expected " + instrument.arity().words() + " arms");
      }
      readOfOne(instrument, place, settings);
    } else {
      readOfSeveral(instrument, place, settings);
    }
  }

  private void readOfOne(Instrument<?> instrument, Located place, Located settings) {
    List<String> of =
        settings
            .get("arms")
            .map(list -> list.list().stream().map(arm -> arm.word(arms)).toList())
            .orElse(List.of());
    List<Integer> epochs = SubjectReader.epochs(settings).orElse(List.of());
    for (Measurement what : measurements(instrument, place, settings, OF_ONE)) {
      measures.add(new Measure(what, of, epochs));
    }
  }

  private void readOfSeveral(Instrument<?> instrument, Located place, Located settings) {
    List<Located> between = settings.require(BETWEEN).list();
    if (!instrument.arity().allows(between.size())) {
      throw settings.error(
          BETWEEN + " has " + between.size() + " arms; expected " + instrument.arity().words());
    }
    List<String> of = between.stream().map(arm -> arm.word(arms)).toList();
    for (Measurement what : measurements(instrument, place, settings, OF_SEVERAL)) {
      joint.add(new JointMeasure(what, of));
    }
  }

  /** Every combination of what is listed. */
  private static List<Measurement> measurements(
      Instrument<?> instrument, Located place, Located settings, Set<String> where) {
    Set<String> known = new LinkedHashSet<>(where);
    List<Map<String, String>> given = new ArrayList<>(List.of(Map.of()));
    for (Setting<?> setting : instrument.settings()) {
      known.add(setting.name());
      for (Map.Entry<String, Located> entry : settings.entries().entrySet()) {
        if (setting.isCalled(entry.getKey())) {
          known.add(entry.getKey());
          given = with(given, setting, entry.getValue());
        }
      }
    }
    settings.requireKeys(known);
    int limit = settings.get(LIMIT).map(value -> value.count(Subject.LIMITS)).orElse(0);
    return given.stream()
        .map(texts -> place.checked(() -> Measurement.of(instrument, limit, texts)))
        .toList();
  }

  private static List<Map<String, String>> with(
      List<Map<String, String>> given, Setting<?> setting, Located value) {
    List<String> texts = value.list().stream().map(Located::text).toList();
    List<String> alternatives = setting.isList() ? List.of(String.join(",", texts)) : texts;
    for (int k = 0; k < alternatives.size(); k++) {
      if (!setting.accepts(alternatives.get(k))) {
        throw value.list().get(k).wrong(setting.expected());
      }
    }
    if ((long) given.size() * alternatives.size() > MOST_COMBINATIONS) {
      throw value.error(
          "%s makes %d × %d measurements of this one; expected at most %d"
              .formatted(setting.name(), given.size(), alternatives.size(), MOST_COMBINATIONS));
    }
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> before : given) {
      for (String text : alternatives) {
        Map<String, String> more = new LinkedHashMap<>(before);
        more.put(setting.name(), text);
        all.add(more);
      }
    }
    return all;
  }
}
