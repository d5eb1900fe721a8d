package dev.basin.train.remedy;

import dev.basin.engine.text.TextForm;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.objective.CrossEntropy;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adversarial training (Goodfellow, Shlens and Szegedy 2014, section 6): half of a batch's loss is
 * taken at inputs that were moved by the fast gradient sign method,
 *
 * <pre>
 * ½ J(w, x) + ½ J(w, x + ε sign ∇_x J(w, x))
 * </pre>
 *
 * <p>where the moved inputs count as constants. They are not cut to the range of pixels. In a
 * network with BatchNorm both halves are normalised by their own statistics.
 *
 * @param epsilon ε &gt; 0, in units of the inputs, which are in [0, 1] for pictures; the default is
 *     about 8/255, as is usual for CIFAR-10 (Madry et al. 2018, section 5)
 */
public record AdversarialTraining(double epsilon) implements Remedy {
  static final String NAME = "adversarial";

  private static final double EPSILON = 0.03;

  /** Checks the range. */
  public AdversarialTraining {
    Checks.positive(epsilon, NAME, "epsilon");
  }

  static AdversarialTraining of(TextForm form) {
    return new AdversarialTraining(form.number("epsilon", EPSILON));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("epsilon", epsilon);
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.LOSS);
  }

  @Override
  public double gradients() {
    return 2;
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(run -> run.replaceGradient(instead(run)));
  }

  private StepGradient instead(TrainingRun run) {
    BatchPasses passes = run.passes();
    Tensor g = run.g();
    Tensor clean = torch.empty_like(g);
    return (inputs, labels, seed) -> {
      OptionalLong dropout = run.dropoutSeed(seed);
      Tensor logits = passes.forward(inputs, dropout);
      Tensor inputSlope = torch.empty_like(inputs);
      passes.backward(inputs, CrossEntropy.slope(logits, labels), inputSlope);
      clean.copy_(g);
      Tensor moved = inputs.add(inputSlope.sign_(), new Scalar(epsilon));
      Tensor there = passes.forward(moved, dropout);
      passes.backward(moved, CrossEntropy.slope(there, labels));
      g.add_(clean).mul_(new Scalar(0.5));
      return logits;
    };
  }
}
