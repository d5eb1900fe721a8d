package dev.basin.optim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.basin.engine.Printable;
import dev.basin.engine.Segment;
import dev.basin.engine.Setting;
import dev.basin.engine.Team;
import dev.basin.engine.text.TextForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Which optimiser, with which settings. As text it is one shell word, a name alone or with settings
 * that differ from the defaults: {@code adam}, {@code adagrad:lr=0.05}, {@code
 * sgd:lr=0.1,momentum=0.9,nesterov=true,schedule=warmup:5+cosine:100}. The keys are those of {@link
 * #settings}; {@code lr} and {@code schedule} (a {@link LearningRateSchedule}) are common to all.
 * In JSON it is an object with its name.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AdamConfig.class, name = AdamConfig.NAME),
  @JsonSubTypes.Type(value = AdagradConfig.class, name = AdagradConfig.NAME),
  @JsonSubTypes.Type(value = SgdConfig.class, name = SgdConfig.NAME),
  @JsonSubTypes.Type(value = LarsConfig.class, name = LarsConfig.NAME),
  @JsonSubTypes.Type(value = LambConfig.class, name = LambConfig.NAME),
  @JsonSubTypes.Type(value = AdaQnConfig.class, name = AdaQnConfig.NAME)
})
public sealed interface OptimizerConfig
    permits AdamConfig, AdagradConfig, SgdConfig, LarsConfig, LambConfig, AdaQnConfig {

  /** What it is called in the text form. */
  String name();

  /** α, the base rate, which the {@link #schedule} multiplies. */
  double learningRate();

  /** How the rate changes during training. */
  LearningRateSchedule schedule();

  /** Every setting by its key in the text form. */
  Map<String, Object> settings();

  /** The most vectors of n float32 numbers that the optimiser holds beside x and g. */
  default int vectors() {
    return 2;
  }

  /** The optimiser with its settings and schedule in words, for records. */
  String describe();

  /**
   * The same with another base rate.
   *
   * @throws IllegalArgumentException if it is not larger than 0
   */
  default OptimizerConfig withLearningRate(double rate) {
    Setting.requirePositive(rate, "learningRate");
    return with("lr", rate);
  }

  /** The same with another schedule. */
  default OptimizerConfig withSchedule(LearningRateSchedule schedule) {
    return with("schedule", schedule.toText());
  }

  private OptimizerConfig with(String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(settings());
    changed.put(key, value);
    return parse(TextForm.write(name(), changed));
  }

  /**
   * A fresh optimiser.
   *
   * @param x the vector to move, shape (n); must outlive it
   * @param g where the gradient is found at each step, shape (n); must outlive it
   * @param layers the parts of x whose steps are made to fit their own lengths, in the order of x
   *     and not overlapping; what lies in none is a bias or belongs to a normalisation. Only LARS
   *     and LAMB ask for them
   * @param monitor the loss that the optimiser may watch; only adaQN does
   * @param team who computes; the bits do not depend on its size
   */
  Optimizer create(Tensor x, Tensor g, List<Segment> layers, MonitorFunction monitor, Team team);

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if the name, a key or a value is none that is known, naming
   *     those that are
   */
  static OptimizerConfig parse(String text) {
    TextForm form = TextForm.parse("optimizer", text);
    OptimizerConfig config =
        switch (form.name()) {
          case AdamConfig.NAME -> AdamConfig.of(form);
          case AdagradConfig.NAME -> AdagradConfig.of(form);
          case SgdConfig.NAME -> SgdConfig.of(form);
          case LarsConfig.NAME -> LarsConfig.of(form);
          case LambConfig.NAME -> LambConfig.of(form);
          case AdaQnConfig.NAME -> AdaQnConfig.of(form);
          default ->
              throw new IllegalArgumentException(
                  "unknown optimizer %s; expected %s, %s, %s, %s, %s or %s"
                      .formatted(
                          Printable.quote(form.name()),
                          AdamConfig.NAME,
                          AdagradConfig.NAME,
                          SgdConfig.NAME,
                          LarsConfig.NAME,
                          LambConfig.NAME,
                          AdaQnConfig.NAME));
        };
    form.requireAllKnown();
    return config;
  }

  /** The text form with every setting, so that it stays the same if defaults change. */
  default String toFullText() {
    return TextForm.write(name(), settings());
  }

  /** The text form, which {@link #parse} reads; settings that have their default are left out. */
  default String toText() {
    Map<String, Object> changed = new LinkedHashMap<>(settings());
    changed.entrySet().removeAll(parse(name()).settings().entrySet());
    return TextForm.write(name(), changed);
  }

  /** The part of {@link #describe} that tells of the schedule. */
  default String describeSchedule() {
    return schedule() instanceof ConstantRate ? "" : ", " + schedule().describe();
  }
}
