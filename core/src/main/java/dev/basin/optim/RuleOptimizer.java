package dev.basin.optim;

import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * An optimiser made of its rule: counts the steps, saves and restores the state, frees the memory.
 */
final class RuleOptimizer implements Optimizer {
  private final OptimizerConfig config;
  private final PointerScope scope;
  private final StepRule rule;
  private long steps;

  /**
   * A fresh optimiser.
   *
   * @param config its settings
   * @param rule makes the rule
   */
  RuleOptimizer(OptimizerConfig config, Supplier<StepRule> rule) {
    this.config = config;
    try (PointerScope construction = new PointerScope()) {
      this.rule = rule.get();
      this.scope = construction.extend();
    }
  }

  StepRule rule() {
    return rule;
  }

  @Override
  public void step(double rateFactor) {
    steps++;
    try (PointerScope step = new PointerScope()) {
      rule.step(steps, rateFactor);
    }
  }

  @Override
  public String describe() {
    return config.describe();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, Tensor> state() {
    return rule.state();
  }

  @Override
  public void restore(long madeSteps, Map<String, Tensor> state) {
    SavedState.restore(rule.state(), state);
    steps = madeSteps;
  }

  @Override
  public void close() {
    scope.close();
  }
}
