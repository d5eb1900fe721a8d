package dev.basin.lab.instrument;

import dev.basin.lab.figure.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure that an instrument can draw of a result.
 *
 * @param <R> the instrument's result
 * @param option of the command that asks for it, without hyphens, such as {@code figure}
 * @param help what it shows, a sentence for help texts
 * @param needs settings that a measurement must have for it, with what they are unless said
 *     otherwise
 * @param figure draws it
 */
public record Drawing<R>(String option, String help, Map<String, String> needs, Draw<R> figure) {

  /**
   * Draws.
   *
   * @param <R> the instrument's result
   */
  @FunctionalInterface
  public interface Draw<R> {

    /**
     * Draws a result.
     *
     * @param settings of the measurement
     * @param names of the weights, in their order
     */
    Figure of(Settings settings, List<String> names, R result);

    /**
     * Draws the results of several trials in one figure.
     *
     * @return empty where each has to be drawn by itself
     */
    default Optional<Figure> ofTrials(Settings settings, List<String> names, List<R> trials) {
      return Optional.empty();
    }
  }

  /** Whether a measurement with these settings has what it draws. */
  public boolean isPossible(Settings settings) {
    return needs.keySet().stream().noneMatch(needed -> "none".equals(settings.texts().get(needed)));
  }

  /** Copies the map. */
  public Drawing {
    needs = Map.copyOf(needs);
  }
}
