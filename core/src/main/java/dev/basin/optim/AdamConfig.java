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
 * Settings of {@link Adam}; the defaults are those of Kingma and Ba 2015, section 2.
 *
 * @param learningRate α &gt; 0
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, at least 1e-30
 * @param schedule what α is multiplied by
 */
public record AdamConfig(
    double learningRate, double beta1, double beta2, double epsilon, LearningRateSchedule schedule)
    implements OptimizerConfig {
  static final String NAME = "adam";

  /** Checks the ranges. */
  public AdamConfig {
    Setting.requirePositive(learningRate, "ADAM's learningRate");
    Setting.requireBelowOne(beta1, "ADAM's beta1");
    Setting.requireBelowOne(beta2, "ADAM's beta2");
    Setting.requireSafeDivisor(epsilon, "ADAM's epsilon");
  }

  /** α = 1e-3, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, constant. */
  public static AdamConfig defaults() {
    return new AdamConfig(1e-3, 0.9, 0.999, 1e-8, LearningRateSchedule.constant());
  }

  static AdamConfig of(TextForm form) {
    AdamConfig unlessSaid = defaults();
    return new AdamConfig(
        form.number("lr", unlessSaid.learningRate),
        form.number("beta1", unlessSaid.beta1),
        form.number("beta2", unlessSaid.beta2),
        form.number("epsilon", unlessSaid.epsilon),
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
    settings.put("schedule", schedule.toText());
    return settings;
  }

  @Override
  public Optimizer create(
      Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team) {
    return new RuleOptimizer(this, () -> new Adam(x, g, this, team));
  }

  @Override
  public String describe() {
    return "ADAM, learning rate %s%s, β₁ %s, β₂ %s, ε %s"
        .formatted(learningRate, describeSchedule(), beta1, beta2, epsilon);
  }
}
