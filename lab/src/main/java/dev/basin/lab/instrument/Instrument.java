package dev.basin.lab.instrument;

import dev.basin.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to measure weights. One class says all that Basin has to know: the command, the key in
 * study files, the price, how results are stored, the columns of CSV, Parquet, TensorBoard and
 * MLflow, the JSON document, the section of reports and the help follow from it. Those of the
 * library stand in {@link Instruments}; others are found on the class path by {@link
 * java.util.ServiceLoader}.
 *
 * <p>An instrument has no state. The same settings at the same weights give the same result, to the
 * bit, for any number of threads, unless {@link #isOfTheMachine}.
 *
 * @param <R> its result: a record that Jackson writes and reads back
 */
public interface Instrument<R> {

  /** What it says of itself. */
  About about();

  /** How many sets of weights it measures at once. */
  Arity arity();

  /** Every setting, in the order of help texts. */
  List<Setting<?>> settings();

  /**
   * Checks settings against each other, and against a network.
   *
   * @throws IllegalArgumentException naming the setting, what was found and what is expected
   */
  default void check(Settings settings, Network network) {}

  /**
   * Checks settings against how many sets of weights are measured, where that can be several.
   *
   * @throws IllegalArgumentException naming the setting, what was found and what is expected
   */
  default void check(Settings settings, int weights) {}

  /** About what a measurement takes. */
  Price price(Settings settings, Sizes sizes);

  /**
   * Measures.
   *
   * @throws IllegalArgumentException if there is nothing to measure at these weights, with the
   *     reason
   */
  R measure(Settings settings, Problem problem);

  /** What {@link #measure} returns. */
  Class<R> resultType();

  /** The quantities of a result, in the order of columns. */
  List<Quantity<R>> quantities();

  /** Tables of many rows of a result. */
  default List<Series<R, ?>> series() {
    return List.of();
  }

  /** What can be drawn of a result. */
  default List<Drawing<R>> drawings() {
    return List.of();
  }

  /** What is shown of several solutions beside each other, if that says more than each alone. */
  default Optional<Overview<R>> overview() {
    return Optional.empty();
  }

  /** A result in lines of text for a terminal. */
  default List<String> lines(Settings settings, R result) {
    List<String> lines = new ArrayList<>();
    for (Quantity<R> quantity : quantities()) {
      Object value = quantity.value().apply(result);
      if (value != null) {
        lines.add(
            quantity.label()
                + (quantity.lowerBound() ? " >= " : " = ")
                + (value instanceof Double number ? String.format("%.6g", number) : value)
                + (quantity.unit().isEmpty() ? "" : " " + quantity.unit()));
      }
    }
    return lines;
  }

  /** A result as a JSON object: its fields by name. */
  default Map<String, @Nullable Object> document(Settings settings, R result) {
    return Documents.fields(result);
  }

  /**
   * The same with where each of the weights comes from, for documents that have a row for each.
   *
   * @param weights file, or trial and epoch, and SHA-256 of each
   */
  default Map<String, @Nullable Object> document(
      Settings settings, List<Map<String, Object>> weights, R result) {
    return document(settings, result);
  }

  /**
   * The settings on which the points depend that it keeps while it measures ({@link
   * Problem#points}), so that a measurement that was stopped goes on; empty if it keeps none.
   */
  default List<Setting<?>> pointsDependOn() {
    return List.of();
  }

  /**
   * What settings make of the objective beside network and data, such as a layer that is looked at
   * alone, for its record in JSON documents.
   */
  default Map<String, Object> narrowed(Settings settings) {
    return Map.of();
  }

  /** Whether a result says something of the machine, and differs from run to run. */
  default boolean isOfTheMachine() {
    return false;
  }
}
