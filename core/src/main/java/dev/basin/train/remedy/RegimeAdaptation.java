package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import java.util.Map;
import java.util.Optional;

/**
 * Regime adaptation (Hoffer, Hubara and Soudry 2017, section 5): the run's epochs, its patience and
 * its learning-rate schedule are stretched by B/B_s, so that a batch of B points makes as many
 * steps as one of B_s points would.
 *
 * @param base B_s, at least 1; 256 unless said otherwise
 */
public record RegimeAdaptation(int base) implements Remedy {
  static final String NAME = "regime-adaptation";

  private static final int BASE = 256;

  /** Checks the range. */
  public RegimeAdaptation {
    Checks.count(Range.POINTS, base, NAME, "base");
  }

  static RegimeAdaptation of(TextForm form) {
    return new RegimeAdaptation(form.count("base", BASE));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("base", base);
  }

  @Override
  public Optional<Part> needs() {
    return Optional.of(Part.BATCH_SIZE);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    int batch = OneBatch.of(config, NAME);
    Checks.require(base < batch, NAME, "base", base, "less than the batch, " + batch);
    double stretch = (double) batch / base;
    StoppingRule rule = config.stoppingRule();
    OptimizerConfig optimizer = config.optimizer();
    return config
        .withStoppingRule(
            new StoppingRule(
                stretched(rule.maxEpochs(), stretch),
                Math.min(Range.MOST_EPOCHS, stretched(rule.patience(), stretch)),
                rule.tolerance()))
        .withOptimizer(optimizer.withSchedule(optimizer.schedule().stretched(stretch)));
  }

  private static int stretched(int epochs, double stretch) {
    return (int) Math.min(Integer.MAX_VALUE, Math.round(epochs * stretch));
  }
}
