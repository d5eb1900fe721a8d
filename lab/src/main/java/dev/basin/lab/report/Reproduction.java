package dev.basin.lab.report;

import dev.basin.lab.study.Study;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The command that trains and measures once more what a page shows.
 *
 * @param program how Basin is started
 * @param files the studies' files, by the studies' names
 * @param store where runs are kept
 */
public record Reproduction(String program, Map<String, Path> files, Path store) {

  /** Copies the map. */
  public Reproduction {
    files = Map.copyOf(files);
  }

  /**
   * As a line for a shell: the study's file, scale, store, its networks that were run, its data.
   */
  String line(StudyView view) {
    Study study = view.study();
    List<String> words = new ArrayList<>(List.of(program, "study", "run"));
    words.add(files.getOrDefault(study.name(), Path.of(study.name() + ".yaml")).toString());
    words.addAll(List.of("--scale", study.scale().label(), "--store", store.toString()));
    TreeSet<String> run = new TreeSet<>();
    TreeSet<String> all = new TreeSet<>();
    for (int k = 0; k < view.subjects(); k++) {
      all.add(view.subject(k).network());
      if (view.has(k)) {
        run.add(view.subject(k).network());
      }
    }
    if (!run.isEmpty() && run.size() < all.size()) {
      words.addAll(List.of("--only", String.join(",", run)));
    }
    words.addAll(view.options());
    return ShellWords.line(words);
  }
}
