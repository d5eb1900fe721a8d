package dev.basin.lab.instrument;

import java.util.List;

/**
 * What an instrument says of itself.
 *
 * @param name in commands, study files and stores: lower case with hyphens
 * @param aliases other names by which study files may ask for it
 * @param title heading of its section in reports
 * @param summary what it measures, in one or two sentences
 * @param source where it comes from: paper and section
 * @param reading how its numbers are to be read, formula included, and what limits them
 */
public record About(
    String name,
    List<String> aliases,
    String title,
    String summary,
    String source,
    String reading) {

  /** Copies the list and checks the name. */
  public About {
    aliases = List.copyOf(aliases);
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "an instrument's name is '" + name + "'; expected lower case with hyphens");
    }
  }

  /** Whether it is called so. */
  boolean isCalled(String word) {
    return name.equals(word) || aliases.contains(word);
  }
}
