package dev.basin.optim;

import dev.basin.engine.Segment;
import dev.basin.engine.Setting;
import dev.basin.engine.Team;
import dev.basin.engine.text.TextForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Settings of {@link Lamb}. β₁ = 0.9 and β₂ = 0.999 are those of all experiments of You et al. 2020
 * (section 4), which tune α alone. ε = 1e-6 is that of the authors' program, and with λ = 0.01 that
 * of BERT's own optimiser (Devlin et al. 2019). α = 0.001 is ADAM's, and LAMB's in TensorFlow
 * Addons, which the paper points to.
 *
 * @param learningRate α &gt; 0
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, at least 1e-30
 * @param weightDecay λ, at least 0: λ w is added to the direction of a layer
 * @param schedule what α is multiplied by
 */
public record LambConfig(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    LearningRateSchedule schedule)
    implements OptimizerConfig {
  static final String NAME = "lamb";

  /** Checks the ranges. */
  public LambConfig {
    Setting.requirePositive(learningRate, "LAMB's learningRate");
    Setting.requireBelowOne(beta1, "LAMB's beta1");
    Setting.requireBelowOne(beta2, "LAMB's beta2");
    Setting.requireSafeDivisor(epsilon, "LAMB's epsilon");
    Setting.requireNotNegative(weightDecay, "LAMB's weightDecay");
  }

  /** α = 1e-3, β₁ = 0.9, β₂ = 0.999, ε = 1e-6, λ = 0.01, constant. */
  public static LambConfig defaults() {
    return new LambConfig(1e-3, 0.9, 0.999, 1e-6, 0.01, LearningRateSchedule.constant());
  }

  static LambConfig of(TextForm form) {
    LambConfig unlessSaid = defaults();
    return new LambConfig(
        form.number("lr", unlessSaid.learningRate),
        form.number("beta1", unlessSaid.beta1),
        form.number("beta2", unlessSaid.beta2),
        form.number("epsilon", unlessSaid.epsilon),
        form.number("decay", unlessSaid.weightDecay),
        LearningRateSchedule.parse(form.word("schedule", unlessSaid.schedule.toText())));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("lr", learningRate);
    settings.put("beta1", beta1);
    settings.put("beta2", beta2);
    settings.put("epsilon", epsilon);
    settings.put("decay", weightDecay);
    settings.put("schedule", schedule.toText());
    return settings;
  }

  @Override
  public Optimizer create(
      Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team) {
    return new RuleOptimizer(this, () -> new Lamb(x, g, layers, this, team));
  }

  @Override
  public String describe() {
    return "LAMB, learning rate %s%s, β₁ %s, β₂ %s, ε %s, weight decay %s"
        .formatted(learningRate, describeSchedule(), beta1, beta2, epsilon, weightDecay);
  }
}
