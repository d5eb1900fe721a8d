package dev.basin.lab.instrument;

import java.util.List;
import java.util.function.BiFunction;

/**
 * Many rows that a measurement gives, such as the points of a path: a table of exports of its own.
 *
 * @param <R> the instrument's result
 * @param <P> what a row is made of
 * @param name of the table
 * @param rows the rows of a result, given the settings of the measurement
 * @param columns what each row has
 */
public record Series<R, P>(
    String name, BiFunction<Settings, R, List<P>> rows, List<Quantity<P>> columns) {

  /** Copies the list. */
  public Series {
    columns = List.copyOf(columns);
  }
}
