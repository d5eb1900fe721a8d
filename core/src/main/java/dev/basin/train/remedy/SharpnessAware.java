package dev.basin.train.remedy;

import dev.basin.engine.TwoNorm;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Sharpness-aware minimisation, SAM (Foret, Kleiner, Mobahi and Neyshabur 2021, Algorithm 1). With
 * the batch's gradient g at the weights w, the step goes along
 *
 * <pre>
 * ∇f_B(w + ε̂)      ε̂ = ρ g / (‖g‖ + 1e-12)
 * </pre>
 *
 * <p>the gradient at about the worst point of the ball of radius ρ, without second derivatives.
 * Both gradients are of the whole batch and with the same dropout.
 *
 * @param rho ρ &gt; 0; 0.05 in the paper (section 3.1)
 */
public record SharpnessAware(double rho) implements Remedy {
  static final String NAME = "sam";

  private static final double RHO = 0.05;
  private static final double NEVER_ZERO = 1e-12;

  /** Checks the range. */
  public SharpnessAware {
    Checks.positive(rho, NAME, "rho");
  }

  static SharpnessAware of(TextForm form) {
    return new SharpnessAware(form.number("rho", RHO));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("rho", rho);
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.PERTURBATION);
  }

  @Override
  public double gradients() {
    return 2;
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(run -> run.wrapGradient(inner -> around(inner, run)));
  }

  private StepGradient around(StepGradient inner, TrainingRun run) {
    Tensor x = run.x();
    Tensor g = run.g();
    return GradientElsewhere.of(
        inner, x, () -> x.add_(g, new Scalar(rho / (TwoNorm.of(g) + NEVER_ZERO))));
  }
}
