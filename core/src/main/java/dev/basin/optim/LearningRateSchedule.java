package dev.basin.optim;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.basin.engine.Range;

/**
 * How the learning rate changes while training proceeds: the base rate is multiplied by a factor
 * that is a function of the progress alone, so that there is no state to save. Progress is counted
 * in epochs, with fractions.
 *
 * <p>The text form is one of
 *
 * <pre>
 * constant            {@link ConstantRate}
 * step:30:0.1         {@link StepDecay}: × 0.1 every 30 epochs
 * cosine:100          {@link CosineDecay}: to 0 over 100 epochs
 * warmup:5            {@link WarmUp}: linear over the first 5 epochs, then constant
 * warmup:5+cosine:100 a warm-up, then another; likewise warmup:5+step:30:0.1
 * </pre>
 */
public sealed interface LearningRateSchedule permits ConstantRate, StepDecay, CosineDecay, WarmUp {
  /** Numbers of epochs, with fractions. */
  Range LENGTHS = Range.real(1e-6, 1e6);

  /**
   * What the base rate is multiplied by.
   *
   * @param epochs the progress, at least 0: 2.25 when a quarter of the third epoch is done
   * @return at least 0
   */
  double factor(double epochs);

  /**
   * The same over more epochs: {@code factor(epochs / stretch)}.
   *
   * @param stretch &gt; 0
   */
  LearningRateSchedule stretched(double stretch);

  /** The text form, which {@link #parse} reads. */
  @JsonValue
  String toText();

  /** In words, for records. */
  String describe();

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is none, or a number is out of its range
   */
  @JsonCreator
  static LearningRateSchedule parse(String text) {
    return ScheduleText.parse(text);
  }

  /** The base rate throughout. */
  static LearningRateSchedule constant() {
    return new ConstantRate();
  }
}
