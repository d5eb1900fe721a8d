package dev.basin.optim;

/**
 * The rate falls in steps: {@code factor^⌊epochs / every⌋}.
 *
 * @param every epochs between two steps, &gt; 0
 * @param factor what the rate is multiplied by at each, &gt; 0
 */
public record StepDecay(double every, double factor) implements LearningRateSchedule {

  /** Checks the ranges. */
  public StepDecay {
    Setting.requirePositive(every, "the step schedule's number of epochs");
    Setting.requirePositive(factor, "the step schedule's factor");
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
