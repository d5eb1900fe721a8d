package dev.basin.optim;

import dev.basin.engine.Setting;
import dev.basin.engine.text.TextForm;

/**
 * The rate rises linearly from 0 and then follows another schedule: {@code epochs / length ·
 * then(length)} before {@code length}, {@code then(epochs)} from there on. The other schedule's
 * epochs are counted from the beginning of training, too, as Goyal et al. 2017 (section 2.2 and
 * 5.1) count theirs.
 *
 * @param length epochs of the rise, from 1e-6 to 1e6
 * @param then what follows, not another warm-up
 */
public record WarmUp(double length, LearningRateSchedule then) implements LearningRateSchedule {

  /** Checks the ranges. */
  public WarmUp {
    LENGTHS.require(length, "the warm-up's number of epochs");
    Setting.require(!(then instanceof WarmUp), "what follows a warm-up", "a warm-up", "another");
  }

  @Override
  public double factor(double epochs) {
    return epochs < length ? epochs / length * then.factor(length) : then.factor(epochs);
  }

  @Override
  public WarmUp stretched(double stretch) {
    return new WarmUp(length * stretch, then.stretched(stretch));
  }

  @Override
  public String toText() {
    String rise = "warmup:" + TextForm.write(length);
    return then instanceof ConstantRate ? rise : rise + "+" + then.toText();
  }

  @Override
  public String describe() {
    return "linear warm-up until epoch " + TextForm.write(length) + ", then " + then.describe();
  }
}
