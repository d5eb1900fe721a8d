package dev.basin.optim;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;

/**
 * The rate falls in steps: {@code factor^⌊epochs / every⌋}.
 *
 * @param every epochs between two steps, from 1e-6 to 1e6
 * @param factor what the rate is multiplied by at each, from 1e-6 to 1e6
 */
public record StepDecay(double every, double factor) implements LearningRateSchedule {
  private static final Range FACTORS = Range.real(1e-6, 1e6);

  /** Checks the ranges. */
  public StepDecay {
    LENGTHS.require(every, "the step schedule's number of epochs");
    FACTORS.require(factor, "the step schedule's factor");
  }

  @Override
  public double factor(double epochs) {
    return StrictMath.pow(factor, Math.floor(epochs / every));
  }

  @Override
  public StepDecay stretched(double stretch) {
    return new StepDecay(every * stretch, factor);
  }

  @Override
  public String toText() {
    return "step:" + TextForm.write(every) + ":" + TextForm.write(factor);
  }

  @Override
  public String describe() {
    return "× " + TextForm.write(factor) + " every " + TextForm.write(every) + " epochs";
  }
}
