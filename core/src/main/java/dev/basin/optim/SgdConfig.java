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
 * Settings of {@link Sgd}. The defaults are what Goyal et al. 2017, section 5.1, take for a batch
 * of 256, without their weight decay.
 *
 * @param learningRate α &gt; 0
 * @param momentum μ, in [0, 1)
 * @param nesterov whether Nesterov's form of the momentum is taken, which needs μ &gt; 0
 * @param weightDecay λ, at least 0: λ x is added to the gradient
 * @param schedule what α is multiplied by
 */
public record SgdConfig(
    double learningRate,
    double momentum,
    boolean nesterov,
    double weightDecay,
    LearningRateSchedule schedule)
    implements OptimizerConfig {
  static final String NAME = "sgd";

  /** Checks the ranges. */
  public SgdConfig {
    Setting.requirePositive(learningRate, "SGD's learningRate");
    Setting.requireBelowOne(momentum, "SGD's momentum");
    Setting.require(
        momentum > 0 || !nesterov, "SGD's nesterov", true, "false, or momentum larger than 0");
    Setting.requireNotNegative(weightDecay, "SGD's weightDecay");
  }

  /** α = 0.1, μ = 0.9, not Nesterov's, no weight decay, constant. */
  public static SgdConfig defaults() {
    return new SgdConfig(0.1, 0.9, false, 0, LearningRateSchedule.constant());
  }

  static SgdConfig of(TextForm form) {
    SgdConfig unlessSaid = defaults();
    return new SgdConfig(
        form.number("lr", unlessSaid.learningRate),
        form.number("momentum", unlessSaid.momentum),
        form.flag("nesterov", unlessSaid.nesterov),
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
    settings.put("momentum", momentum);
    settings.put("nesterov", nesterov);
    settings.put("decay", weightDecay);
    settings.put("schedule", schedule.toText());
    return settings;
  }

  @Override
  public Optimizer create(
      Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team) {
    return new RuleOptimizer(this, () -> new Sgd(x, g, this, team));
  }

  @Override
  public String describe() {
    return "SGD, learning rate %s%s, momentum %s%s, weight decay %s"
        .formatted(
            learningRate,
            describeSchedule(),
            momentum,
            nesterov ? " (Nesterov's)" : "",
            weightDecay);
  }
}
