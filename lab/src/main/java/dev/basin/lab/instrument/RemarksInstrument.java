package dev.basin.lab.instrument;

import dev.basin.engine.Range;
import dev.basin.lab.remarks.CurvatureRemarks;
import dev.basin.lab.remarks.RemarkConfig;
import dev.basin.lab.remarks.RemarkPoint;
import dev.basin.network.Network;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.RandomSubspace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sharpness beside curvature: both sides of what the paper says of its metric. */
public final class RemarksInstrument implements Instrument<RemarkPoint> {
  private static final String NAME = "remarks";

  private static final Setting<List<Double>> EPSILONS =
      Setting.number("epsilon", Range.POSITIVE)
          .list()
          .usual("1e-3,5e-4,5e-5")
          .help("Sizes of the boxes.");

  /** p, the dimension of the random subspace. */
  static final Setting<Integer> SUBSPACE =
      Setting.count("subspace", 1, RemarkConfig.LARGEST_SUBSPACE)
          .alsoCalled("space")
          .usual("100")
          .help("Dimension of the random subspace.");

  /** How the maxima are looked for. */
  static final Setting<Maximizer> MAXIMIZER = SharpnessInstrument.MAXIMIZER;

  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the subspace and of the eigenvalue's start.");

  private static final int MOST_PRODUCTS = 200;

  @Override
  public About about() {
    return new About(
        NAME,
        List.of(),
        "Sharpness and curvature",
        "Checks what the paper says of its metric: that for small epsilon the full-space sharpness"
            + " follows the largest eigenvalue of the Hessian, and the sharpness in a random"
            + " subspace the Ritz values on it.",
        "Keskar et al. 2017, section 2.2.2",
        "φ is Metric 2.1, in percent of 1 + f, each a lower bound; λ_max the largest eigenvalue of"
            + " the Hessian; the Ritz value the largest eigenvalue of Qᵀ H Q, Q an orthonormal"
            + " basis of the random subspace. Where φ followed curvature, the dots of one ε would"
            + " lie on a rising line.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(EPSILONS, SUBSPACE, MAXIMIZER, SEED);
  }

  @Override
  public void check(Settings settings, Network network) {
    SharpnessInstrument.requireSubspace(settings.get(SUBSPACE), network);
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    int subspace = settings.get(SUBSPACE);
    double maxima = 2.0 * settings.get(EPSILONS).size();
    double points = sizes.trainPoints();
    double gradients = maxima * SharpnessInstrument.gradients(settings.get(MAXIMIZER));
    double vectors = Math.max(SharpnessInstrument.FULL_SPACE, EigenvalueInstrument.VECTORS);
    return new Price(
        0,
        gradients * points,
        (EigenvalueInstrument.PRODUCTS + (double) subspace) * points,
        SharpnessInstrument.subspaceBytes(subspace, sizes)
            + vectors * sizes.n()
            + Math.max(sizes.gradientBytes(), sizes.productBytes()));
  }

  @Override
  public RemarkPoint measure(Settings settings, Problem problem) {
    int subspace = settings.get(SUBSPACE);
    long seed = problem.seed(settings.get(SEED), NAME);
    RandomSubspace manifold = SharpnessInstrument.subspace(problem, subspace, seed);
    return new CurvatureRemarks(
            new RemarkConfig(
                settings.get(EPSILONS), subspace, settings.get(MAXIMIZER), MOST_PRODUCTS, seed),
            problem.meter()::say)
        .at(problem.train(), problem.x(), manifold);
  }

  @Override
  public Class<RemarkPoint> resultType() {
    return RemarkPoint.class;
  }

  @Override
  public List<Quantity<RemarkPoint>> quantities() {
    return List.of(
        Quantity.real("eigenvalue", "Largest eigenvalue λ_max", "", RemarkPoint::eigenvalue)
            .asHeadline(),
        Quantity.real("residual", "Residual ‖H u − λ u‖", "", RemarkPoint::residual),
        Quantity.real("ritz_value", "Largest Ritz value", "", RemarkPoint::ritz).asHeadline(),
        Quantity.real("loss_nats", "f(x)", "nats", RemarkPoint::loss),
        Quantity.real("gradient_norm", "Gradient norm ‖∇f‖", "", RemarkPoint::gradientNorm),
        Quantity.integer("drawn_seed", "Seed of the subspace", RemarkPoint::seed));
  }

  private static final List<Quantity<RemarkPoint.AtEpsilon>> COLUMNS =
      List.of(
          Quantity.<RemarkPoint.AtEpsilon>real(
              "box_epsilon", "ε", "", RemarkPoint.AtEpsilon::epsilon),
          Quantity.<RemarkPoint.AtEpsilon>real(
                  "full_sharpness_percent", "φ in the full space", "%", RemarkPoint.AtEpsilon::full)
              .lowerIsBetter()
              .asLowerBound(),
          Quantity.<RemarkPoint.AtEpsilon>real(
                  "subspace_sharpness_percent",
                  "φ in the subspace",
                  "%",
                  RemarkPoint.AtEpsilon::subspace)
              .lowerIsBetter()
              .asLowerBound());

  @Override
  public List<Series<RemarkPoint, ?>> series() {
    return List.of(
        new Series<>("remarks_sharpness", (settings, found) -> found.sharpness(), COLUMNS));
  }

  @Override
  public Optional<Overview<RemarkPoint>> overview() {
    return Optional.of(new RemarksOverview());
  }
}
