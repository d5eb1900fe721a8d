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
 * Settings of {@link Adagrad}. Duchi et al. 2011 leave the rate open; the defaults are PyTorch's.
 *
 * @param learningRate α &gt; 0 (η in the paper)
 * @param initial what the sum of squares starts from, at least 0
 * @param epsilon added to the root of the sum of squares, at least 1e-30 (δ in the paper)
 * @param schedule what α is multiplied by
 */
public record AdagradConfig(
    double learningRate, double initial, double epsilon, LearningRateSchedule schedule)
    implements OptimizerConfig {
  static final String NAME = "adagrad";

  /** Checks the ranges. */
  public AdagradConfig {
    Setting.requirePositive(learningRate, "ADAGRAD's learningRate");
    Setting.requireNotNegative(initial, "ADAGRAD's initial");
    Setting.requireSafeDivisor(epsilon, "ADAGRAD's epsilon");
  }

  /** α = 0.01, sum of squares from 0, ε = 1e-10, constant. */
  public static AdagradConfig defaults() {
    return new AdagradConfig(1e-2, 0, 1e-10, LearningRateSchedule.constant());
  }

  static AdagradConfig of(TextForm form) {
    AdagradConfig unlessSaid = defaults();
    return new AdagradConfig(
        form.number("lr", unlessSaid.learningRate),
        form.number("initial", unlessSaid.initial),
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
    settings.put("initial", initial);
    settings.put("epsilon", epsilon);
    settings.put("schedule", schedule.toText());
    return settings;
  }

  @Override
  public Optimizer create(
      Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team) {
    return new RuleOptimizer(this, () -> new Adagrad(x, g, this, team));
  }

  @Override
  public String describe() {
    return "ADAGRAD, learning rate %s%s, sum of squares from %s, ε %s"
        .formatted(learningRate, describeSchedule(), initial, epsilon);
  }
}
