package dev.basin.optim;

import dev.basin.engine.Range;
import dev.basin.engine.Segment;
import dev.basin.engine.Setting;
import dev.basin.engine.Team;
import dev.basin.engine.text.TextForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Settings of {@link AdaQn}. The names of Keskar and Berahas 2016 are in brackets. The paper leaves
 * the rate open; the default is {@link Adagrad}'s, whose step adaQN makes while it holds no pair.
 *
 * @param learningRate α &gt; 0
 * @param memory the most pairs kept, from 1 to 1,000 [m_L]
 * @param update a pair is formed after so many steps, from 1 to 1,000,000 [L]
 * @param fisher gradients kept, from 1 to 10,000 [m_F]; each takes as much memory as x
 * @param scaling what H₀ is made of
 * @param epsilon added to the squares under the root, at least 1e-30
 * @param schedule what α is multiplied by
 */
public record AdaQnConfig(
    double learningRate,
    int memory,
    int update,
    int fisher,
    Scaling scaling,
    double epsilon,
    LearningRateSchedule schedule)
    implements OptimizerConfig {
  static final String NAME = "adaqn";

  private static final Range PAIRS = Range.count(1, 1000);
  private static final Range STEPS = Range.count(1, 1_000_000);
  private static final Range GRADIENTS = Range.count(1, 10_000);

  /** A pair is given up, and the step back taken, if the loss has grown by more than this [γ]. */
  public static final double LARGEST_GROWTH = 1.01;

  /** A pair is stored if sᵀy / sᵀs is larger [ε]. */
  public static final double LEAST_CURVATURE = 1e-4;

  /** How much of the mean square of the gradient {@link Scaling#RMS} keeps a step. */
  public static final double RMS_DECAY = 0.9;

  /** How the squares v of the gradient are gathered for H₀ = diag(1 / √(v + ε)). */
  public enum Scaling {
    /** v ← v + g². */
    ADAGRAD,
    /** v ← 0.9 v + 0.1 g². */
    RMS
  }

  /** Checks the ranges. */
  public AdaQnConfig {
    Setting.requirePositive(learningRate, "adaQN's learningRate");
    PAIRS.require(memory, "adaQN's memory");
    STEPS.require(update, "adaQN's update");
    GRADIENTS.require(fisher, "adaQN's fisher");
    Setting.requireSafeDivisor(epsilon, "adaQN's epsilon");
  }

  /** α = 0.01, 10 pairs, one every 20 steps, 100 gradients, ADAGRAD's H₀, ε = √2⁻⁵², constant. */
  public static AdaQnConfig defaults() {
    return new AdaQnConfig(
        1e-2, 10, 20, 100, Scaling.ADAGRAD, 0x1p-26, LearningRateSchedule.constant());
  }

  static AdaQnConfig of(TextForm form) {
    AdaQnConfig unlessSaid = defaults();
    return new AdaQnConfig(
        form.number("lr", unlessSaid.learningRate),
        form.count("memory", unlessSaid.memory),
        form.count("update", unlessSaid.update),
        form.count("fisher", unlessSaid.fisher),
        form.choice("scaling", unlessSaid.scaling),
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
    settings.put("memory", memory);
    settings.put("update", update);
    settings.put("fisher", fisher);
    settings.put("scaling", scaling);
    settings.put("epsilon", epsilon);
    settings.put("schedule", schedule.toText());
    return settings;
  }

  /** The queue, the pairs, and what the steps of Algorithm 1 work on. */
  @Override
  public int vectors() {
    return fisher + 2 * memory + 6;
  }

  @Override
  public Optimizer create(
      Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team) {
    return new RuleOptimizer(this, () -> new AdaQn(x, g, this, monitor, team));
  }

  @Override
  public String describe() {
    return "adaQN, learning rate %s%s, %d pairs, one every %d steps, from %d gradients, H₀ %s, ε %s"
        .formatted(
            learningRate,
            describeSchedule(),
            memory,
            update,
            fisher,
            scaling == Scaling.ADAGRAD ? "ADAGRAD's" : "by RMS",
            epsilon);
  }
}
