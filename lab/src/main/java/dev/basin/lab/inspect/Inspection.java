package dev.basin.lab.inspect;

import java.util.List;
import java.util.Map;

/**
 * What is in a file or a directory, all of which was read.
 *
 * @param kind the kind, as {@link FileInspector#kind()} calls it
 * @param entries how many entries there are: matrices, images, tensors, points
 * @param shapes the entries by form
 * @param values all numbers together
 * @param firstKeys the names of the first entries, where they have names
 * @param details what else is known, by name
 */
public record Inspection(
    String kind,
    long entries,
    List<Shape> shapes,
    Values values,
    List<String> firstKeys,
    Map<String, Object> details) {

  /** Keeps the lists from changing. */
  public Inspection {
    shapes = List.copyOf(shapes);
    firstKeys = List.copyOf(firstKeys);
  }

  /**
   * Entries of one form.
   *
   * @param form how they are stored, for example {@code FM matrix}
   * @param entries how many there are
   * @param smallest the smallest of each dimension among them
   * @param largest the largest of each dimension among them
   */
  public record Shape(String form, long entries, List<Long> smallest, List<Long> largest) {
    /** Keeps the lists from changing. */
    public Shape {
      smallest = List.copyOf(smallest);
      largest = List.copyOf(largest);
    }
  }

  /**
   * Numbers in short.
   *
   * @param count how many there are
   * @param nan how many are no number
   * @param infinite how many are infinite
   * @param min the least of the finite ones; NaN if there is none
   * @param max the greatest of the finite ones; NaN if there is none
   * @param mean the mean of the finite ones; NaN if there is none
   */
  public record Values(long count, long nan, long infinite, double min, double max, double mean) {}
}
