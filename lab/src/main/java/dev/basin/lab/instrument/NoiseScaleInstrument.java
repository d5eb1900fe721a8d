package dev.basin.lab.instrument;

import dev.basin.engine.Team;
import dev.basin.train.GradientNoise;
import dev.basin.train.NoiseProbe;
import java.util.List;
import java.util.OptionalLong;

/** The gradient noise scale at batches of the size that the weights were trained with. */
public final class NoiseScaleInstrument implements Instrument<NoiseScaleResult> {
  private static final Setting<Integer> STEPS =
      Setting.count("steps", 2, 1_000_000).usual("100").help("How many batches are drawn.");
  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the batches.");

  @Override
  public About about() {
    return new About(
        "noise-scale",
        List.of(),
        "Gradient noise scale",
        "The simple gradient noise scale tr(S) / |G|^2 of the plain loss at batches of the size"
            + " that the weights were trained with: well below it, more points a step save steps.",
        "McCandlish et al. 2018, Appendix A.1",
        "B_simple = tr Σ / |G|², from batches and their parts, with Fieller’s interval at 95 %."
            + " Well below it doubling the batch halves the steps; well above it more points a step"
            + " are wasted. It is of the plain loss, without remedies.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(STEPS, SEED);
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    double batch = Math.min(sizes.batch(), sizes.trainPoints());
    return new Price(
        0, (double) NoiseProbe.PRICE * settings.get(STEPS) * batch, 0, sizes.gradientBytes());
  }

  @Override
  public NoiseScaleResult measure(Settings settings, Problem problem) {
    int batch = Math.min(problem.training().largestBatch(), problem.trainPoints().size());
    try (Team team = problem.workers().team(problem.workers().parallelism())) {
      return NoiseScaleResult.of(
          GradientNoise.at(
              problem.network(),
              problem.trainPoints(),
              problem.x(),
              batch,
              settings.get(STEPS),
              problem.seed(settings.get(SEED), "noise-scale"),
              team,
              problem.cancellation()));
    }
  }

  @Override
  public Class<NoiseScaleResult> resultType() {
    return NoiseScaleResult.class;
  }

  @Override
  public List<Quantity<NoiseScaleResult>> quantities() {
    return List.of(
        Quantity.real("noise_scale_points", "Noise scale B", "points", NoiseScaleResult::points)
            .asHeadline(),
        Quantity.real("low_points", "lower end", "points", NoiseScaleResult::low),
        Quantity.real("high_points", "upper end", "points", NoiseScaleResult::high),
        Quantity.real("squared_gradient", "|G|²", "", NoiseScaleResult::squaredGradient),
        Quantity.real("trace", "tr Σ", "", NoiseScaleResult::trace),
        Quantity.integer("steps_drawn", "Batches drawn", NoiseScaleResult::steps));
  }
}
