package dev.basin.optim;

/** The base rate throughout: a factor of 1. */
public record ConstantRate() implements LearningRateSchedule {

  @Override
  public double factor(double epochs) {
    return 1;
  }

  @Override
  public ConstantRate stretched(double stretch) {
    return this;
  }

  @Override
  public String toText() {
    return "constant";
  }

  @Override
  public String describe() {
    return "constant";
  }
}
