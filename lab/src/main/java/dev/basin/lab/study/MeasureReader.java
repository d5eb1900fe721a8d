package dev.basin.lab.study;

import dev.basin.landscape.Path;
import dev.basin.landscape.RandomDirection;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a study measures: {@code - sharpness: {…}} and its like. */
final class MeasureReader {
  private static final Set<String> WHERE = Set.of("arms", "epochs", "every", "until");
  private static final int PATH_POINTS = 25;
  private static final int NOISE_STEPS = 100;

  private final Set<String> arms;
  private final List<Measure> measures = new ArrayList<>();
  private final List<PathMeasure> paths = new ArrayList<>();

  MeasureReader(List<Arm> arms) {
    this.arms = arms.stream().map(Arm::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<Measure> measures() {
    return List.copyOf(measures);
  }

  List<PathMeasure> paths() {
    return List.copyOf(paths);
  }

  /** Takes in one entry: a word, or a map of one key. */
  void read(Located entry) {
    if (entry.isText()) {
      read(entry.text(), entry, Located.map("", 0, entry.text(), Map.of()));
      return;
    }
    Map<String, Located> map = entry.entries();
    if (map.size() != 1) {
      throw entry.error("a measurement has one name, found " + map.keySet());
    }
    map.forEach((kind, settings) -> read(kind, settings, settings));
  }

  private void read(String kind, Located place, Located settings) {
    switch (kind) {
      case "sharpness" -> sharpness(settings);
      case "losses" -> add(known(settings), new Measurement.Losses());
      case "eigenvalue" ->
          add(
              known(settings, "limit"),
              new Measurement.Eigenvalue(
                  settings.get("limit").map(value -> value.count(0)).orElse(0)));
      case "steepness" -> steepness(settings);
      case "noise-scale" ->
          add(
              known(settings, "steps"),
              new Measurement.GradientNoise(
                  settings.get("steps").map(value -> value.count(2)).orElse(NOISE_STEPS)));
      case "efficiency" -> efficiency(settings);
      case "path" -> path(settings);
      default ->
          throw place.error(
              "unknown measurement '"
                  + kind
                  + "'; known are sharpness, losses, eigenvalue, steepness,"
                  + " noise-scale, efficiency, path");
    }
  }

  private static Located known(Located settings, String... keys) {
    Set<String> known = new LinkedHashSet<>(WHERE);
    known.addAll(Arrays.asList(keys));
    return settings.requireKeys(known);
  }

  private void add(Located settings, Measurement measurement) {
    List<String> of =
        settings
            .get("arms")
            .map(list -> list.list().stream().map(arm -> arm.word(arms)).toList())
            .orElse(List.of());
    measures.add(new Measure(measurement, of, SubjectReader.epochs(settings).orElse(List.of())));
  }

  private void sharpness(Located settings) {
    known(settings, "epsilon", "space", "maximizer", "region");
    Maximizer maximizer =
        settings
            .get("maximizer")
            .map(v -> v.parsed(MeasureReader::maximizer))
            .orElse(Maximizer.BEST);
    Region region =
        settings.get("region").map(v -> v.parsed(MeasureReader::region)).orElse(Region.BOX);
    int subspace =
        settings
            .get("space")
            .map(value -> value.text().equals("full") ? 0 : value.count(1))
            .orElse(0);
    for (Located epsilon : settings.require("epsilon").list()) {
      add(settings, new Measurement.Sharpness(epsilon.positive(), subspace, maximizer, region));
    }
  }

  private void steepness(Located settings) {
    known(settings, "directions", "radii", "kind", "limit");
    RandomDirection kind =
        settings
            .get("kind")
            .map(v -> v.parsed(MeasureReader::direction))
            .orElse(RandomDirection.SPHERE);
    add(
        settings,
        new Measurement.Steepness(
            kind,
            settings.require("directions").count(1),
            settings.require("radii").list().stream().map(Located::positive).toList(),
            settings.get("limit").map(value -> value.count(0)).orElse(0)));
  }

  private void efficiency(Located settings) {
    settings.requireKeys(Set.of("threads", "steps", "arms"));
    add(
        settings,
        new Measurement.Efficiency(
            settings.require("threads").list().stream().map(value -> value.count(1)).toList(),
            settings.require("steps").count(1)));
  }

  private void path(Located settings) {
    settings.requireKeys(Set.of("shape", "points", "between"));
    List<Located> between = settings.require("between").list();
    if (between.size() != 2) {
      throw settings.error("between has " + between.size() + " arms; expected two");
    }
    String from = between.get(0).word(arms);
    String to = between.get(1).word(arms);
    int points = settings.get("points").map(value -> value.count(2)).orElse(PATH_POINTS);
    for (Located shape : settings.require("shape").list()) {
      paths.add(new PathMeasure(shape.parsed(MeasureReader::shape), points, from, to));
    }
  }

  private static Path shape(String text) {
    return constant(Path.values(), text);
  }

  private static RandomDirection direction(String text) {
    return constant(RandomDirection.values(), text);
  }

  private static Maximizer maximizer(String text) {
    return constant(Maximizer.values(), text);
  }

  private static Region region(String text) {
    return constant(Region.values(), text);
  }

  private static <E extends Enum<E>> E constant(E[] all, String text) {
    return Words.parse(all, text, "", "; expected ");
  }
}
