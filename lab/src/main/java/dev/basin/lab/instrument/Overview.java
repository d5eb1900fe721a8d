package dev.basin.lab.instrument;

import dev.basin.lab.figure.Figure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of the results at several solutions beside each other, each of which was measured
 * alone and with the same settings.
 *
 * @param <R> the instrument's result
 */
public interface Overview<R> {

  /** What its figures are called, in the order of {@link #figures}. */
  List<String> figureNames();

  /**
   * Draws.
   *
   * @param names of the solutions
   * @param results of each
   */
  List<Figure> figures(Settings settings, List<String> names, List<R> results);

  /** The results in lines of text for a terminal. */
  List<String> lines(Settings settings, List<String> names, List<R> results);

  /** The results as a JSON object. */
  Map<String, @Nullable Object> document(Settings settings, List<String> names, List<R> results);
}
