package dev.basin.lab.instrument;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number, or a word, that a measurement gives: a column of exports, a row of reports, a tag in
 * TensorBoard and MLflow.
 *
 * @param <R> the instrument's result
 * @param name for files: lower case with underscores, the unit last where there is one
 * @param label for people
 * @param unit its unit, empty where there is none
 * @param type what its values are
 * @param better which direction is better
 * @param lowerBound whether every value is a lower bound of the true one
 * @param headline whether reports show it by itself
 * @param without settings with which there is no such quantity, by name; empty if there always is
 * @param value where it comes from; null where the result has none
 */
public record Quantity<R>(
    String name,
    String label,
    String unit,
    Type type,
    Better better,
    boolean lowerBound,
    boolean headline,
    Map<String, String> without,
    Function<R, @Nullable Object> value) {

  /** Copies the map. */
  public Quantity {
    without = Map.copyOf(without);
  }

  /** What the values of a quantity are. */
  public enum Type {
    /** {@link Double}. */
    REAL,
    /** {@link Long}. */
    INTEGER,
    /** {@link String}. */
    TEXT
  }

  /** A real number. */
  public static <R> Quantity<R> real(
      String name, String label, String unit, Function<R, @Nullable Double> value) {
    return new Quantity<>(
        name, label, unit, Type.REAL, Better.NEITHER, false, false, Map.of(), value::apply);
  }

  /** A whole number. */
  public static <R> Quantity<R> integer(
      String name, String label, Function<R, ? extends @Nullable Number> value) {
    return new Quantity<>(
        name,
        label,
        "",
        Type.INTEGER,
        Better.NEITHER,
        false,
        false,
        Map.of(),
        result -> {
          Number number = value.apply(result);
          return number == null ? null : number.longValue();
        });
  }

  /** A word. */
  public static <R> Quantity<R> text(
      String name, String label, Function<R, @Nullable String> value) {
    return new Quantity<>(
        name, label, "", Type.TEXT, Better.NEITHER, false, false, Map.of(), value::apply);
  }

  /** The same, of which less is better. */
  public Quantity<R> lowerIsBetter() {
    return new Quantity<>(
        name, label, unit, type, Better.LOWER, lowerBound, headline, without, value);
  }

  /** The same, of which more is better. */
  public Quantity<R> higherIsBetter() {
    return new Quantity<>(
        name, label, unit, type, Better.HIGHER, lowerBound, headline, without, value);
  }

  /** The same, each value a lower bound. */
  public Quantity<R> asLowerBound() {
    return new Quantity<>(name, label, unit, type, better, true, headline, without, value);
  }

  /** The same, shown in reports by itself. */
  public Quantity<R> asHeadline() {
    return new Quantity<>(name, label, unit, type, better, lowerBound, true, without, value);
  }

  /** The same, of which there is none where a setting has that text. */
  public Quantity<R> unless(Setting<?> setting, String text) {
    Map<String, String> all = new LinkedHashMap<>(without);
    all.put(setting.name(), text);
    return new Quantity<>(name, label, unit, type, better, lowerBound, headline, all, value);
  }

  /** Whether a measurement with these settings has it. */
  public boolean isMeasured(Settings settings) {
    return without.entrySet().stream()
        .noneMatch(each -> each.getValue().equals(settings.texts().get(each.getKey())));
  }

  /** The number in a result, NaN if it has none or this is a word. */
  public double number(R result) {
    return value.apply(result) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
