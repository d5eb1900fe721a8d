package dev.basin.lab.instrument;

import dev.basin.curvature.DiagonalBlock;
import dev.basin.curvature.Estimate;
import dev.basin.curvature.Hessian;
import dev.basin.curvature.HutchPlusPlus;
import dev.basin.curvature.Hutchinson;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.LanczosQuadrature;
import dev.basin.curvature.SpectralDensity;
import dev.basin.curvature.Spectrum;
import dev.basin.curvature.SymmetricOperator;
import dev.basin.engine.Range;
import dev.basin.engine.Segment;
import dev.basin.lab.figure.DensityFigure;
import dev.basin.lab.figure.EigenvalueFigure;
import dev.basin.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/** Eigenvalues, density and trace of the Hessian of the training loss, whole or layer by layer. */
public final class SpectrumInstrument implements Instrument<SpectrumResult> {
  private static final String NAME = "spectrum";

  static final Setting<Integer> TOP =
      Setting.count("top", 0, LanczosConfig.MOST_WANTED)
          .usual("10")
          .help("How many of the largest eigenvalues.");
  static final Setting<Integer> BOTTOM =
      Setting.count("bottom", 0, LanczosConfig.MOST_WANTED)
          .usual("0")
          .help("How many of the smallest eigenvalues.");
  private static final Setting<Double> TOLERANCE =
      EigenvalueInstrument.TOLERANCE
          .usual("1e-4")
          .help(
              "An eigenvalue is good enough when its residual is at most this share of its own"
                  + " size.");
  private static final Setting<Integer> MOST_PRODUCTS =
      EigenvalueInstrument.MOST_PRODUCTS
          .usual("300")
          .help("The most Hessian products for the eigenvalues.");
  static final Setting<Optional<Integer>> TRACE =
      Setting.count("trace", 6, HutchPlusPlus.MOST_PRODUCTS)
          .help("Estimate the trace by Hutch++ with that many products.")
          .optional();
  static final Setting<Optional<Integer>> DENSITY =
      Setting.count("density", 1, LanczosQuadrature.MOST_STEPS)
          .help(
              "Estimate the spectral density by Lanczos quadrature with that many products a start,"
                  + " and the number of large eigenvalues from it.")
          .optional();
  private static final Setting<Integer> STARTS =
      Setting.count("starts", 2, LanczosQuadrature.MOST_STARTS)
          .usual("5")
          .help("Random starts of the density.");
  private static final Setting<Optional<Double>> LARGE =
      Setting.number("large", Range.real(-Float.MAX_VALUE, Float.MAX_VALUE))
          .help("Count eigenvalues above this as large; a tenth of the largest if not given.")
          .optional();
  private static final Setting<Optional<String>> LAYER =
      Setting.text("layer", "the name of a layer, such as conv0, linear2 or norm1")
          .help(
              "Look at the block of this layer alone; 'basin network show' names them. If not"
                  + " given, the whole Hessian.")
          .optional();
  private static final Setting<Optional<Integer>> PER_LAYER =
      Setting.count("per-layer", 2, Hutchinson.MOST_PROBES)
          .help(
              "Also the largest eigenvalue of each layer's own block, to 1 % or as far as "
                  + LayerSpectrum.MOST_PRODUCTS
                  + " products get (its residual tells), and its trace by Hutchinson's estimator"
                  + " with so many products.")
          .optional();
  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the random vectors.");

  /** About how many products an eigenvalue and a layer's own take, as F1 and C1 do. */
  private static final double EACH = 4;

  private static final double FIRST = 20;
  private static final double A_LAYER = 15;

  @Override
  public About about() {
    return new About(
        NAME,
        List.of("curvature"),
        "Spectrum of the Hessian",
        "Curvature at a solution: the extreme eigenvalues of the Hessian of the training loss and,"
            + " if asked for, its spectral density, its trace and the same layer by layer.",
        "Lanczos 1950; Meyer et al. 2021 (Hutch++); Ghorbani et al. 2019 (quadrature)",
        "λ_k are second derivatives of f along orthogonal directions. Some eigenvalue lies within"
            + " the residual ‖H u − λ u‖ of each number that is shown. Trace and density are"
            + " estimates from random vectors with their standard errors; the density is that of"
            + " eigenvalues smeared by a Gaussian. At a loss near 0 they say little of f a finite"
            + " step away.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        TOP,
        BOTTOM,
        TOLERANCE,
        MOST_PRODUCTS,
        TRACE,
        DENSITY,
        STARTS,
        LARGE,
        LAYER,
        PER_LAYER,
        SEED);
  }

  @Override
  public void check(Settings settings, Network network) {
    int wanted = settings.get(TOP) + settings.get(BOTTOM);
    long n = dimension(settings, network);
    require(wanted <= n, "top and bottom together", wanted, "at most n, here " + n);
    require(
        settings.get(MOST_PRODUCTS) >= wanted + 2,
        MOST_PRODUCTS.name(),
        settings.get(MOST_PRODUCTS),
        "at least 2 more than the eigenvalues, here " + (wanted + 2));
    require(
        settings.get(LAYER).isEmpty() || settings.get(PER_LAYER).isEmpty(),
        PER_LAYER.name(),
        settings.texts().get(PER_LAYER.name()),
        "no layer beside it");
    lanczos(settings, 0);
  }

  private static void require(
      boolean holds, String setting, @Nullable Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + found + "; expected " + expected);
    }
  }

  private static long dimension(Settings settings, Network network) {
    return settings
        .get(LAYER)
        .map(layer -> segment(network, layer).size())
        .orElse(network.layout().dimension());
  }

  private static Segment segment(Network network, String layer) {
    List<Segment> layers = network.layout().layers();
    return layers.stream()
        .filter(segment -> segment.name().equals(layer))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer is '"
                        + layer
                        + "'; "
                        + network.name()
                        + " has "
                        + layers.stream().map(Segment::name).collect(Collectors.joining(", "))));
  }

  private static LanczosConfig lanczos(Settings settings, long seed) {
    return new LanczosConfig(
        settings.get(TOP),
        settings.get(BOTTOM),
        settings.get(TOLERANCE),
        settings.get(MOST_PRODUCTS),
        0,
        seed);
  }

  @Override
  public Map<String, Object> narrowed(Settings settings) {
    return settings
        .get(LAYER)
        .map(layer -> Map.<String, Object>of("layer", layer))
        .orElse(Map.of());
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    int wanted = settings.get(TOP) + settings.get(BOTTOM);
    long n = dimension(settings, sizes.network());
    double products = Math.min(settings.get(MOST_PRODUCTS), EACH * wanted + FIRST);
    double bytes =
        new LanczosConfig(
                Math.max(1, wanted),
                0,
                settings.get(TOLERANCE),
                Math.max(settings.get(MOST_PRODUCTS), wanted + 3),
                0,
                0)
            .bytes(n);
    if (settings.get(TRACE).isPresent()) {
      products += settings.get(TRACE).get();
      bytes = Math.max(bytes, HutchPlusPlus.bytes(settings.get(TRACE).get(), n));
    }
    if (settings.get(DENSITY).isPresent()) {
      int steps = settings.get(DENSITY).get();
      products += (double) steps * settings.get(STARTS);
      bytes = Math.max(bytes, LanczosQuadrature.bytes(steps, n));
    }
    if (settings.get(PER_LAYER).isPresent()) {
      products +=
          settings.get(PER_LAYER).get() + A_LAYER * sizes.network().layout().layers().size();
      bytes = Math.max(bytes, LayerSpectrum.bytes(n));
    }
    return new Price(0, 0, products * sizes.trainPoints(), bytes + sizes.productBytes());
  }

  @Override
  public SpectrumResult measure(Settings settings, Problem problem) {
    long seed = problem.seed(settings.get(SEED), NAME);
    Meter meter = problem.meter();
    try (PointerScope scope = new PointerScope()) {
      Hessian whole = new Hessian(problem.train(), problem.x());
      SymmetricOperator hessian =
          settings
              .get(LAYER)
              .<SymmetricOperator>map(
                  layer -> new DiagonalBlock(whole, segment(problem.network(), layer)))
              .orElse(whole);
      meter.say("eigenvalues");
      Spectrum spectrum = new Lanczos(lanczos(settings, seed)).of(hessian);
      Estimate trace = null;
      if (settings.get(TRACE).isPresent()) {
        meter.say("trace");
        trace = new HutchPlusPlus(settings.get(TRACE).get(), seed, made -> {}).of(hessian);
      }
      SpectralDensity density = null;
      Double threshold = null;
      if (settings.get(DENSITY).isPresent()) {
        meter.say("density");
        density =
            new LanczosQuadrature(
                    settings.get(STARTS), settings.get(DENSITY).get(), seed, made -> {})
                .of(hessian);
        threshold = settings.get(LARGE).orElse(density.largest() / 10);
      }
      List<LayerSpectrum> layers =
          settings
              .get(PER_LAYER)
              .map(
                  probes ->
                      LayerSpectrum.of(
                          hessian, problem.network().layout().layers(), probes, seed, meter::say))
              .orElse(List.of());
      return new SpectrumResult(
          settings.get(TOP),
          spectrum.eigenvalues(),
          spectrum.residuals(),
          spectrum.accuracies(),
          spectrum.rounding(),
          spectrum.products(),
          trace,
          density,
          threshold,
          layers,
          seed);
    }
  }

  @Override
  public Class<SpectrumResult> resultType() {
    return SpectrumResult.class;
  }

  @Override
  public List<Quantity<SpectrumResult>> quantities() {
    return SpectrumColumns.QUANTITIES;
  }

  @Override
  public List<Series<SpectrumResult, ?>> series() {
    return SpectrumColumns.SERIES;
  }

  @Override
  public List<Drawing<SpectrumResult>> drawings() {
    return List.of(
        new Drawing<>(
            "figure",
            "The density if it is asked for, else the eigenvalues.",
            Map.of(),
            (settings, names, found) ->
                found.density() == null
                    ? EigenvalueFigure.of(found.eigenvalues(), found.residuals(), found.products())
                    : DensityFigure.of(found.density(), "Spectral density of the Hessian")));
  }

  @Override
  public Map<String, @Nullable Object> document(Settings settings, SpectrumResult found) {
    return SpectrumText.document(found);
  }

  @Override
  public List<String> lines(Settings settings, SpectrumResult found) {
    return SpectrumText.lines(found);
  }
}
