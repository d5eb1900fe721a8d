package dev.basin.lab.instrument;

import dev.basin.engine.Range;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.figure.PathFigure;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.Path;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.RandomSubspace;
import dev.basin.sharpness.Region;
import dev.basin.sharpness.SharpnessResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Metric 2.1 of the paper, and its kin in other regions. */
public final class SharpnessInstrument implements Instrument<SharpnessFound> {
  /** Its name. */
  public static final String NAME = "sharpness";

  /** ε, the size of the region. */
  public static final Setting<Double> EPSILON =
      Setting.number("epsilon", Range.POSITIVE).usual("0.001").help("Size of the region.");

  /** p, the dimension of the random subspace; 0 for the full space. */
  public static final Setting<Integer> SUBSPACE =
      Setting.countOr("full", "subspace", Integer.MAX_VALUE)
          .alsoCalled("space")
          .usual("full")
          .help("Maximise in a random subspace of that dimension, or in the full space.");

  /** Where the maximum is looked for. */
  public static final Setting<Region> REGION =
      Setting.choice("region", Region.class)
          .usual("box")
          .help(
              "Where to look for the maximum: box, |y| <= epsilon (|x| + 1), the paper's;"
                  + " adaptive-box, |y| <= epsilon |x|, which does not mind how ReLU layers are"
                  + " scaled; ball, the 2-norm of y at most epsilon; adaptive-ball, that of"
                  + " y/|x|.");

  /** How the maximum is looked for. */
  public static final Setting<Maximizer> MAXIMIZER =
      Setting.choice("maximizer", Maximizer.class)
          .usual("best")
          .help("lbfgsb (10 iterations, as the paper), sign, or best of both.");

  private static final Setting<OptionalLong> SUBSPACE_SEED =
      Setting.seed("subspace-seed").help("Seed of the random subspace.");
  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the random restart at exact stationary points.");
  private static final Setting<Optional<Integer>> PROFILE =
      Setting.count("profile", 2, 100_000)
          .help("Also the loss at so many points through the solution and the worst point.")
          .optional();

  /** Bytes a weight of L-BFGS-B, its history and the box, 32 float64 numbers. */
  static final double FULL_SPACE = 32.0 * Double.BYTES;

  @Override
  public About about() {
    return new About(
        NAME,
        List.of(),
        "Sharpness",
        "The paper's sharpness metric 2.1 at a solution: 100 (max f - f) / (1 + f) over a box of"
            + " size epsilon. The value is a lower bound of the true maximum's.",
        "Keskar et al. 2017, Metric 2.1",
        "φ = 100 (max f − f) / (1 + f) over a box around the solution, each weight moved by at"
            + " most ε(|xᵢ| + 1) (Metric 2.1). ≥: the maximum was searched for, every value is a"
            + " lower bound.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(EPSILON, SUBSPACE, REGION, MAXIMIZER, SUBSPACE_SEED, SEED, PROFILE);
  }

  @Override
  public void check(Settings settings, Network network) {
    requireSubspace(settings.get(SUBSPACE), network);
  }

  /** Refuses a subspace of more dimensions than the network has weights. */
  static void requireSubspace(int subspace, Network network) {
    long n = network.layout().dimension();
    if (subspace > n) {
      throw new IllegalArgumentException(
          "subspace is " + subspace + "; expected from 1 to the network's " + n + " weights");
    }
  }

  /** About how many gradients a maximiser asks for. */
  static int gradients(Maximizer maximizer) {
    return switch (maximizer) {
      case LBFGSB -> 10;
      case SIGN -> 5;
      case BEST -> 15;
    };
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    int subspace = settings.get(SUBSPACE);
    double space = subspace == 0 ? FULL_SPACE * sizes.n() : subspaceBytes(subspace, sizes);
    double profile = settings.get(PROFILE).orElse(0);
    return new Price(
        profile * (sizes.trainPoints() + sizes.testPoints()),
        (double) gradients(settings.get(MAXIMIZER)) * sizes.trainPoints(),
        0,
        space + sizes.gradientBytes());
  }

  /** Bytes of a random subspace. */
  static double subspaceBytes(int dimension, Sizes sizes) {
    return RandomSubspace.bytes(
        sizes.network().layout().dimension(),
        dimension,
        sizes.parallelism(),
        RandomSubspace.DEFAULT_MEMORY_BUDGET);
  }

  @Override
  public SharpnessFound measure(Settings settings, Problem problem) {
    BoxSharpness box =
        problem.shared(
            "box", BoxSharpness.class, () -> new BoxSharpness(problem.train(), problem.x()));
    List<LandscapePoint> profile = new ArrayList<>();
    settings
        .get(PROFILE)
        .ifPresent(
            points -> {
              PathLandscape landscape = new PathLandscape(problem.train(), problem.test());
              box.onBestPoint(
                  worst ->
                      profile.addAll(
                          landscape.measure(
                              Path.LINE,
                              problem.x(),
                              worst,
                              PathLandscape.grid(-1, 1, points),
                              point -> {})));
            });
    try {
      return new SharpnessFound(maximised(settings, problem, box), profile);
    } finally {
      box.onBestPoint(point -> {});
    }
  }

  private static SharpnessResult maximised(Settings settings, Problem problem, BoxSharpness box) {
    int dimension = settings.get(SUBSPACE);
    double epsilon = settings.get(EPSILON);
    Region region = settings.get(REGION);
    Maximizer maximizer = settings.get(MAXIMIZER);
    long restart = problem.seed(settings.get(SEED), "restart");
    if (dimension == 0) {
      return box.fullSpace(region, epsilon, maximizer, restart);
    }
    long seed = problem.seed(settings.get(SUBSPACE_SEED), "subspace");
    return box.subspace(region, epsilon, subspace(problem, dimension, seed), maximizer, restart);
  }

  /** The random subspace of that dimension and seed, which measurements of a problem share. */
  static RandomSubspace subspace(Problem problem, int dimension, long seed) {
    return problem.shared(
        "subspace " + dimension + " " + seed,
        RandomSubspace.class,
        () ->
            new RandomSubspace(
                problem.network().layout().dimension(),
                dimension,
                seed,
                problem.workers(),
                RandomSubspace.DEFAULT_MEMORY_BUDGET));
  }

  @Override
  public Class<SharpnessFound> resultType() {
    return SharpnessFound.class;
  }

  @Override
  public List<Quantity<SharpnessFound>> quantities() {
    return List.of(
        Quantity.real("sharpness_percent", "Sharpness φ", "%", of(SharpnessResult::sharpness))
            .lowerIsBetter()
            .asLowerBound()
            .asHeadline(),
        Quantity.real("loss_nats", "f(x)", "nats", of(SharpnessResult::loss)),
        Quantity.real("maximum_nats", "Maximum of f found", "nats", of(SharpnessResult::maximum)),
        Quantity.text("found_by", "Found by", of(SharpnessResult::maximizer)),
        Quantity.integer("iterations", "Iterations", of(SharpnessResult::iterations)),
        Quantity.integer("evaluations", "Evaluations", of(SharpnessResult::evaluations)),
        Quantity.integer(
            "non_finite_evaluations", "Evaluations not finite", of(SharpnessResult::nonFinite)),
        Quantity.text("termination", "Termination", of(SharpnessResult::termination)),
        Quantity.real(
            "share_at_bound", "Share of coordinates at a bound", "", of(SharpnessResult::atBound)),
        Quantity.integer(
            "drawn_subspace_seed", "Seed of the subspace", of(SharpnessResult::subspaceSeed)));
  }

  private static <T> Function<SharpnessFound, @Nullable T> of(
      Function<SharpnessResult, @Nullable T> value) {
    return found -> value.apply(found.sharpness());
  }

  @Override
  public List<Series<SharpnessFound, ?>> series() {
    return List.of(
        new Series<>(
            "sharpness_profiles",
            (settings, found) -> found.profile(),
            LandscapeInstrument.COLUMNS));
  }

  @Override
  public List<Drawing<SharpnessFound>> drawings() {
    return List.of(
        new Drawing<>(
            "figure",
            "Loss and accuracy from the solution to the worst point found and as far to the other"
                + " side.",
            Map.of("profile", "21"),
            (settings, names, found) ->
                PathFigure.between(
                    "worst",
                    "line",
                    settings.texts().get("region") + " of size " + settings.texts().get("epsilon"),
                    "x",
                    "worst",
                    List.of(found.profile()))));
  }

  @Override
  public Map<String, @Nullable Object> document(Settings settings, SharpnessFound found) {
    Map<String, @Nullable Object> document = Documents.fields(found.sharpness());
    if (!found.profile().isEmpty()) {
      document.put("profile", found.profile());
    }
    return document;
  }

  @Override
  public List<String> lines(Settings settings, SharpnessFound found) {
    SharpnessResult result = found.sharpness();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "sharpness >= %.6g (percent of 1 + f; a lower bound), %s of size %s, %s",
            result.sharpness(),
            result.region().label(),
            Numbers.plain(result.epsilon()),
            result.subspace() == null
                ? "full space"
                : "random subspace of dimension "
                    + result.subspace()
                    + ", seed "
                    + result.subspaceSeed()));
    lines.add(
        String.format(
            "f(x) = %.6g, maximum found %.6g by %s: %d iterations, %d evaluations in all, %s; %.1f"
                + " %% of the coordinates at a bound",
            result.loss(),
            result.maximum(),
            result.maximizer(),
            result.iterations(),
            result.evaluations(),
            result.termination(),
            100 * result.atBound()));
    if (result.nonFinite() > 0) {
      lines.add(result.nonFinite() + " evaluations were not finite and were not counted");
    }
    return lines;
  }
}
