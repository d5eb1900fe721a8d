package dev.basin.lab.study;

import java.util.List;

/**
 * What a study file asks for at one scale.
 *
 * @param name the file's name without its ending
 * @param title in one line
 * @param about what it is and how it leaves the paper, in some sentences
 * @param paper what of the paper it repeats, such as {@code Table 3}; empty for an extension
 * @param scale how much of it
 * @param show what its report has
 * @param subjects the networks
 */
public record Study(
    String name,
    String title,
    String about,
    String paper,
    Scale scale,
    List<Section> show,
    List<Subject> subjects) {

  /** Copies the lists. */
  public Study {
    show = List.copyOf(show);
    subjects = List.copyOf(subjects);
  }

  /** The same with other networks. */
  Study with(List<Subject> others) {
    return new Study(name, title, about, paper, scale, show, others);
  }
}
