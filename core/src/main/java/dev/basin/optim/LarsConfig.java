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
 * Settings of {@link Lars}. η = 0.001 is what other programs take for the paper's (LARS in
 * TensorFlow Addons and SimCLR). m = 0.9 and β = 5e-4 are AlexNet's (Krizhevsky et al. 2012,
 * section 5), which the paper trains. The paper tunes α for each network and batch size; α = 1
 * leaves λ as it is.
 *
 * @param learningRate α &gt; 0
 * @param eta η &gt; 0, the trust coefficient: how far a layer may move, relative to its length
 * @param momentum m, in [0, 1)
 * @param weightDecay β, at least 0: β w is added to the gradient of a layer
 * @param schedule what α is multiplied by
 */
public record LarsConfig(
    double learningRate,
    double eta,
    double momentum,
    double weightDecay,
    LearningRateSchedule schedule)
    implements OptimizerConfig {
  static final String NAME = "lars";

  /** Checks the ranges. */
  public LarsConfig {
    Setting.requirePositive(learningRate, "LARS's learningRate");
    Setting.requirePositive(eta, "LARS's eta");
    Setting.requireBelowOne(momentum, "LARS's momentum");
    Setting.requireNotNegative(weightDecay, "LARS's weightDecay");
  }

  /** α = 1, η = 0.001, m = 0.9, β = 5e-4, constant. */
  public static LarsConfig defaults() {
    return new LarsConfig(1, 1e-3, 0.9, 5e-4, LearningRateSchedule.constant());
  }

  static LarsConfig of(TextForm form) {
    LarsConfig unlessSaid = defaults();
    return new LarsConfig(
        form.number("lr", unlessSaid.learningRate),
        form.number("eta", unlessSaid.eta),
        form.number("momentum", unlessSaid.momentum),
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
    settings.put("eta", eta);
    settings.put("momentum", momentum);
    settings.put("decay", weightDecay);
    settings.put("schedule", schedule.toText());
    return settings;
  }

  @Override
  public Optimizer create(
      Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team) {
    return new RuleOptimizer(this, () -> new Lars(x, g, layers, this, team));
  }

  @Override
  public String describe() {
    return "LARS, learning rate %s%s, η %s, momentum %s, weight decay %s"
        .formatted(learningRate, describeSchedule(), eta, momentum, weightDecay);
  }
}
