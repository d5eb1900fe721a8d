package dev.basin.train.remedy;

import dev.basin.engine.Seeds;
import dev.basin.engine.text.TextForm;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.objective.CrossEntropy;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Stability training (Zheng, Song, Leung and Goodfellow 2016, section 3): the loss of a batch is
 *
 * <pre>
 * (1/B) Σ_i [ L0(x_i) + α D(x_i, x_i + n_i) ]      n_i ~ N(0, σ²)
 * D(x, x') = − Σ_j P(j | x) log P(j | x')
 * </pre>
 *
 * <p>with L0 the cross entropy and P the softmax. The gradient goes through both sides of D. Both
 * passes have the same dropout; in a network with BatchNorm each is normalised by its own
 * statistics. It takes two gradients and one forward pass.
 *
 * @param alpha α &ge; 0; 0.01 in the paper (section 4)
 * @param sigma σ &gt; 0, in units of the inputs; 0.04 in the paper
 */
public record StabilityTraining(double alpha, double sigma) implements Remedy {
  static final String NAME = "stability";

  private static final double ALPHA = 0.01;
  private static final double SIGMA = 0.04;
  private static final double FORWARD = 1 / 3.0;

  /** Checks the ranges. */
  public StabilityTraining {
    Checks.notNegative(alpha, NAME, "alpha");
    Checks.positive(sigma, NAME, "sigma");
  }

  static StabilityTraining of(TextForm form) {
    return new StabilityTraining(form.number("alpha", ALPHA), form.number("sigma", SIGMA));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("alpha", alpha);
    settings.put("sigma", sigma);
    return settings;
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.LOSS);
  }

  @Override
  public double gradients() {
    return 2 + FORWARD;
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(run -> run.replaceGradient(instead(run)));
  }

  private StepGradient instead(TrainingRun run) {
    BatchPasses passes = run.passes();
    Tensor g = run.g();
    Tensor atNoise = torch.empty_like(g);
    return (inputs, labels, seed) -> {
      OptionalLong dropout = run.dropoutSeed(seed);
      Tensor slope = torch.empty(inputs.size(0), run.network().classes());
      try (PointerScope noisy = new PointerScope()) {
        slope.copy_(slopeAndGradientAtNoise(passes, inputs, dropout, noise(inputs, seed)));
      }
      atNoise.copy_(g);
      Tensor logits = passes.forward(inputs, dropout);
      passes.backward(inputs, CrossEntropy.slope(logits, labels).add_(slope));
      g.add_(atNoise);
      return logits;
    };
  }

  /**
   * Writes the gradient by way of the noisy side of α D into g, and gives its slope at the logits
   * of the other: ∂D/∂z_k = P_k (c_k − Σ_j P_j c_j) with c = −log P'.
   */
  private Tensor slopeAndGradientAtNoise(
      BatchPasses passes, Tensor inputs, OptionalLong dropout, Tensor noise) {
    Tensor answers = torch.softmax(wide(passes.forward(inputs, dropout)), 1);
    Tensor noisy = noise.add_(inputs);
    Tensor logAnswers = torch.log_softmax(wide(passes.forward(noisy, dropout)), 1);
    passes.backward(noisy, share(logAnswers.exp().sub(answers), inputs));
    Tensor cost = logAnswers.neg();
    Tensor mean = answers.mul(cost).sum(new long[] {1}, true, null);
    return share(answers.mul(cost.sub(mean)), inputs);
  }

  private static Tensor wide(Tensor logits) {
    return logits.to(torch.ScalarType.Double);
  }

  /** α/B of a slope, in float32. */
  private Tensor share(Tensor slope, Tensor inputs) {
    return slope.mul(new Scalar(alpha / inputs.size(0))).to(torch.ScalarType.Float);
  }

  private Tensor noise(Tensor inputs, long seed) {
    GeneratorOptional generator =
        new GeneratorOptional(torch.make_generator_cpu(Seeds.derive(seed, "noise")));
    return torch.empty_like(inputs).normal_(0, sigma, generator);
  }
}
