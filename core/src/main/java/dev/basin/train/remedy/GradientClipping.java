package dev.basin.train.remedy;

import dev.basin.engine.TwoNorm;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Clips the gradient's norm (Pascanu, Mikolov and Bengio 2013, Algorithm 1): {@code g ← g · c/‖g‖}
 * where ‖g‖ &gt; c. A gradient that is not finite is left as it is, so that divergence shows.
 *
 * @param norm c &gt; 0; Hoffer et al. 2017 clip at 5
 */
public record GradientClipping(double norm) implements Remedy {
  static final String NAME = "gradient-clipping";

  private static final double NORM = 5;

  /** Checks the range. */
  public GradientClipping {
    Checks.positive(norm, NAME, "norm");
  }

  static GradientClipping of(TextForm form) {
    return new GradientClipping(form.number("norm", NORM));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("norm", norm);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(run -> run.wrapGradient(inner -> around(inner, run)));
  }

  private StepGradient around(StepGradient inner, TrainingRun run) {
    Tensor g = run.g();
    return (inputs, labels, seed) -> {
      Tensor logits = inner.compute(inputs, labels, seed);
      double length = TwoNorm.of(g);
      if (length > norm && Double.isFinite(length)) {
        g.mul_(new Scalar(norm / length));
      }
      return logits;
    };
  }
}
