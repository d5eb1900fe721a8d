package dev.basin.train.remedy;

import dev.basin.engine.Segment;
import dev.basin.engine.TwoNorm;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.network.ParameterLayout;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adaptive sharpness-aware minimisation, ASAM (Kwon, Kim, Park and Choi 2021, Algorithm 1): {@link
 * SharpnessAware} whose ball is measured in the weights' own sizes, so that it is the same for
 * networks that compute the same function with rescaled layers. The step goes along
 *
 * <pre>
 * ∇f_B(w + ε̂)      ε̂ = ρ T² g / ‖T g‖      T = |w| + η
 * </pre>
 *
 * <p>T is that for tensors named {@code weight}, BatchNorm's γ among them, and 1 for biases, as in
 * the authors' program.
 *
 * @param rho ρ &gt; 0; 0.5 in the paper (section 5.2)
 * @param eta η &ge; 0; 0.01 in the paper
 */
public record AdaptiveSharpnessAware(double rho, double eta) implements Remedy {
  static final String NAME = "asam";

  private static final double RHO = 0.5;
  private static final double ETA = 0.01;

  /** Checks the ranges. */
  public AdaptiveSharpnessAware {
    Checks.positive(rho, NAME, "rho");
    Checks.notNegative(eta, NAME, "eta");
  }

  static AdaptiveSharpnessAware of(TextForm form) {
    return new AdaptiveSharpnessAware(form.number("rho", RHO), form.number("eta", ETA));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("rho", rho);
    settings.put("eta", eta);
    return settings;
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
    Tensor size = torch.ones_like(x); // T
    Tensor scaled = torch.empty_like(x); // T g
    List<Tensor[]> weights = new ArrayList<>();
    for (Segment segment : weights(run.network().layout())) {
      weights.add(new Tensor[] {segment.of(size), segment.of(x)});
    }
    return GradientElsewhere.of(
        inner,
        x,
        () -> {
          weights.forEach(pair -> torch.abs_out(pair[0], pair[1]).add_(new Scalar(eta)));
          torch.mul_out(scaled, size, g);
          double norm = TwoNorm.of(scaled);
          if (norm > 0) {
            x.addcmul_(scaled, size, new Scalar(rho / norm));
          }
        });
  }

  private static List<Segment> weights(ParameterLayout layout) {
    return layout.slots().stream()
        .filter(slot -> slot.name().endsWith(".weight"))
        .map(ParameterLayout.Slot::segment)
        .toList();
  }
}
