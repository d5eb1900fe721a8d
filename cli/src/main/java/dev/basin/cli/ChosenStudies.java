package dev.basin.cli;

import dev.basin.engine.Printable;
import dev.basin.lab.study.DataText;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.Subject;
import dev.basin.lab.study.yaml.StudyFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Studies at a scale, once the networks and data sets that a command names are theirs. */
final class ChosenStudies {
  private final List<StudyFile> files;
  private final Scale scale;
  private final List<Study> studies;

  /** What the files say at a scale. */
  ChosenStudies(List<StudyFile> files, Scale scale) {
    this.files = files;
    this.scale = scale;
    this.studies = files.stream().map(file -> file.at(scale)).toList();
  }

  List<Study> studies() {
    return studies;
  }

  /** Refuses networks that no study has. */
  ChosenStudies requireNetworks(Set<String> only) {
    SortedSet<String> there = of(Subject::network);
    for (String name : new TreeSet<>(only)) {
      if (!there.contains(name)) {
        throw nothing("--only " + name, "network", name, there);
      }
    }
    return this;
  }

  /** Refuses data sets that are none, and others in the place of one that no study names. */
  ChosenStudies requireData(StudyData data) {
    requireReplaced(data);
    each((written, meant) -> data.require(meant));
    return this;
  }

  /** The same where nothing is run: data that cannot be fetched need not be there. */
  ChosenStudies requireNames(StudyData data) {
    requireReplaced(data);
    each(
        (written, meant) -> {
          if (!data.hasToBeGiven(meant.text())) {
            data.require(meant);
          }
        });
    return this;
  }

  private void requireReplaced(StudyData data) {
    SortedSet<String> there = new TreeSet<>();
    Map<String, DataText> known = new HashMap<>();
    each(
        (written, meant) -> {
          data.isWritten(written, meant);
          there.add(written);
          known.put(written, meant);
          known.put(meant.data(), meant);
        });
    for (String name : new TreeSet<>(data.replaced())) {
      DataText meant = known.get(name);
      if (meant == null) {
        throw nothing("--data " + name + "=", "data set", name, there);
      }
      data.require(meant);
    }
  }

  private void each(BiConsumer<String, DataText> use) {
    files.forEach(file -> file.requireData(scale, use));
  }

  private SortedSet<String> of(Function<Subject, String> name) {
    return studies.stream()
        .flatMap(study -> study.subjects().stream())
        .map(name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private IllegalArgumentException nothing(
      String option, String kind, String name, Collection<String> there) {
    return new IllegalArgumentException(
        "%s matches nothing: no %s of the chosen studies at scale %s is called %s; there %s %s"
            .formatted(
                Printable.of(option),
                kind,
                scale.label(),
                Printable.quote(name),
                there.size() == 1 ? "is" : "are",
                String.join(", ", there)));
  }
}
