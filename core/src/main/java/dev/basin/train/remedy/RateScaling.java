package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.optim.LearningRateSchedule;
import dev.basin.optim.OptimizerConfig;
import dev.basin.optim.WarmUp;
import dev.basin.train.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A learning rate that is scaled with the batch size B, from what suits B_s points a step: {@code α
 * B/B_s} with a linear warm-up from 0 (Goyal et al. 2017, sections 2.1 and 2.2; they begin it at
 * α), or {@code α √(B/B_s)} (Hoffer et al. 2017, section 3.1).
 *
 * @param rule linear or by the root
 * @param base B_s, at least 1
 * @param warmup epochs of the warm-up, 0 for none; 5 in Goyal et al. for the linear rule, none in
 *     Hoffer et al. for the root
 */
public record RateScaling(Rule rule, int base, double warmup) implements Remedy {
  static final String NAME = "lr-scaling";

  private static final int BASE = 256;
  private static final double WARM_UP = 5;

  /** How the rate grows with the batch. */
  public enum Rule {
    /** In proportion. */
    LINEAR,
    /** In proportion to the root. */
    SQRT
  }

  /** Checks the ranges. */
  public RateScaling {
    Checks.count(Range.POINTS, base, NAME, "base");
    Checks.notNegative(warmup, NAME, "warmup");
  }

  static RateScaling of(TextForm form) {
    Rule rule = form.choice("rule", Rule.LINEAR);
    return new RateScaling(
        rule, form.count("base", BASE), form.number("warmup", rule == Rule.LINEAR ? WARM_UP : 0));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("rule", rule);
    settings.put("base", base);
    settings.put("warmup", warmup);
    return settings;
  }

  @Override
  public Optional<Part> needs() {
    return Optional.of(Part.BATCH_SIZE);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    double ratio = (double) OneBatch.of(config, NAME) / base;
    OptimizerConfig optimizer = config.optimizer();
    double rate = optimizer.learningRate() * (rule == Rule.LINEAR ? ratio : Math.sqrt(ratio));
    return config.withOptimizer(
        optimizer.withLearningRate(rate).withSchedule(warmedUp(optimizer.schedule())));
  }

  private LearningRateSchedule warmedUp(LearningRateSchedule schedule) {
    if (warmup == 0) {
      return schedule;
    }
    if (schedule instanceof WarmUp) {
      throw new IllegalArgumentException(
          "remedy "
              + NAME
              + " has a warm-up, and so has the learning-rate schedule "
              + schedule.toText()
              + "; expected one of them, such as lr-scaling:warmup=0");
    }
    return new WarmUp(warmup, schedule);
  }
}
