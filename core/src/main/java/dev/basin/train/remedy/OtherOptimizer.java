package dev.basin.train.remedy;

import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.optim.ConstantRate;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.TrainingConfig;
import java.util.Map;
import java.util.Optional;

/**
 * An optimiser made for large batches in place of the run's own, whose learning-rate schedule it
 * takes over unless it has one itself; a constant rate, which is what it has if nothing is said,
 * counts as none. Its settings are those of the optimiser of the same name.
 *
 * @param optimizer the optimiser with its settings
 */
public record OtherOptimizer(OptimizerConfig optimizer) implements Remedy {
  static final String LARS = "lars";
  static final String LAMB = "lamb";

  static OtherOptimizer of(TextForm form) {
    OptimizerConfig optimizer = OptimizerConfig.parse(form.text());
    optimizer.settings().keySet().forEach(key -> form.word(key, ""));
    return new OtherOptimizer(optimizer);
  }

  @Override
  public String name() {
    return optimizer.name();
  }

  @Override
  public Map<String, Object> settings() {
    return optimizer.settings();
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.OPTIMIZER);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.withOptimizer(
        optimizer.schedule() instanceof ConstantRate
            ? optimizer.withSchedule(config.optimizer().schedule())
            : optimizer);
  }
}
