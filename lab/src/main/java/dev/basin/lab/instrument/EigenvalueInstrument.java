package dev.basin.lab.instrument;

import dev.basin.curvature.Hessian;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.Spectrum;
import dev.basin.engine.Range;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;

/** The largest eigenvalue of the Hessian of the training loss. */
public final class EigenvalueInstrument implements Instrument<EigenvalueResult> {
  /** Its name. */
  public static final String NAME = "eigenvalue";

  /** How good an eigenvalue has to be. */
  static final Setting<Double> TOLERANCE =
      Setting.number("tolerance", Range.real(LanczosConfig.LEAST_TOLERANCE, Math.nextDown(1.0)))
          .usual("0.001")
          .help("The residual is at most this share of the eigenvalue.");

  /** How long is tried. */
  static final Setting<Integer> MOST_PRODUCTS =
      Setting.count("max-products", 3, LanczosConfig.MOST_PRODUCTS)
          .usual("200")
          .help("The most products with the Hessian.");

  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the random start.");

  /** As F1 and C1 take to the usual tolerance: 5 to 11. */
  static final int PRODUCTS = 10;

  /** Bytes a weight of the vectors that Lanczos' method keeps. */
  static final double VECTORS = 30.0 * Float.BYTES;

  @Override
  public About about() {
    return new About(
        NAME,
        List.of(),
        "Largest eigenvalue",
        "The largest eigenvalue of the Hessian of the training loss, by Lanczos' method.",
        "Lanczos 1950; Ghorbani et al. 2019",
        "λ_max is the largest second derivative of f along any direction. Some eigenvalue lies"
            + " within the residual ‖H u − λ u‖ of the number that is shown. At a loss near 0 it"
            + " says little of f a finite step away.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(TOLERANCE, MOST_PRODUCTS, SEED);
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    double products = Math.min(PRODUCTS, settings.get(MOST_PRODUCTS));
    return new Price(
        0, 0, products * sizes.trainPoints(), VECTORS * sizes.n() + sizes.productBytes());
  }

  @Override
  public EigenvalueResult measure(Settings settings, Problem problem) {
    try (PointerScope scope = new PointerScope()) {
      LanczosConfig config =
          LanczosConfig.top(1)
              .withTolerance(settings.get(TOLERANCE))
              .withMaxProducts(settings.get(MOST_PRODUCTS))
              .withSeed(problem.seed(settings.get(SEED), NAME));
      Spectrum spectrum = new Lanczos(config).of(new Hessian(problem.train(), problem.x()));
      return new EigenvalueResult(
          spectrum.eigenvalues().get(0), spectrum.residuals().get(0), spectrum.products());
    }
  }

  @Override
  public Class<EigenvalueResult> resultType() {
    return EigenvalueResult.class;
  }

  @Override
  public List<Quantity<EigenvalueResult>> quantities() {
    return List.of(
        Quantity.real("eigenvalue", "Largest eigenvalue λ_max", "", EigenvalueResult::eigenvalue)
            .asHeadline(),
        Quantity.real("residual", "Residual ‖H u − λ u‖", "", EigenvalueResult::residual),
        Quantity.integer("products", "Hessian products", EigenvalueResult::products));
  }
}
