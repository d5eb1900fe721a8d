package dev.basin.lab.instrument;

import dev.basin.engine.Range;
import dev.basin.lab.figure.NeighbourhoodFigures;
import dev.basin.landscape.Neighbourhood;
import dev.basin.landscape.NeighbourhoodConfig;
import dev.basin.landscape.NeighbourhoodPoint;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.Proportion;
import dev.basin.landscape.RandomDirection;
import dev.basin.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Along how many random directions the loss rises steeply. */
public final class NeighbourhoodInstrument implements Instrument<NeighbourhoodResult> {
  /** Its name. */
  public static final String NAME = "neighbourhood";

  private static final Setting<RandomDirection> SCALING =
      Setting.choice("scaling", RandomDirection.class)
          .alsoCalled("kind")
          .usual("sphere")
          .help(
              "Directions: sphere, uniform over all weights; filter, each filter as long as the"
                  + " solution's.");
  private static final Setting<Integer> DIRECTIONS =
      Setting.count("directions", 1, 1_000_000).usual("100").help("How many random directions.");
  private static final Setting<List<Double>> RADII =
      Setting.number("radii", NeighbourhoodConfig.RADII)
          .list()
          .usual("0.1,0.2,0.5,1")
          .help("Lengths of the steps, as shares of the solution's norm.");

  /** A rise above this, in nats, is steep. */
  public static final Setting<Double> THRESHOLD =
      Setting.number("threshold", Range.POSITIVE)
          .usual("0.1")
          .help("A rise of the training loss above this, in nats, is steep.");

  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the directions.");

  @Override
  public About about() {
    return new About(
        NAME,
        List.of("steepness"),
        "Around the solutions",
        "Samples the loss along random directions from a solution and counts those along which it"
            + " rises steeply, with an interval at 95 percent.",
        "Keskar et al. 2017, end of section 2.2.2",
        "Directions are uniform on the sphere unless scaled by filters; the radius is a share of"
            + " the weights’ norm. Intervals of shares are Clopper and Pearson’s at 95 %. A random"
            + " direction of n-dimensional space lies almost wholly outside any subspace of 5 % of"
            + " the dimensions, but its component in it is √0.05 of its length: that the loss rises"
            + " in every direction does not contradict the paper, and that it rises in 5 % of the"
            + " directions could not be expected from it.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(SCALING, DIRECTIONS, RADII, THRESHOLD, SEED);
  }

  private static NeighbourhoodConfig config(Settings settings, long seed) {
    return new NeighbourhoodConfig(
        settings.get(SCALING), settings.get(DIRECTIONS), settings.get(RADII), seed);
  }

  @Override
  public void check(Settings settings, Network network) {
    config(settings, 0);
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    return Price.evaluations(
        (double) config(settings, 0).evaluations() * sizes.trainPoints(), sizes);
  }

  @Override
  public NeighbourhoodResult measure(Settings settings, Problem problem) {
    long seed = problem.seed(settings.get(SEED), NAME);
    try (PointLog log = problem.points("directions", Neighbourhood.COLUMNS)) {
      return new Neighbourhood(problem.train(), config(settings, seed))
          .measure(
              problem.x(),
              problem.network().layout().filters(),
              log,
              point -> problem.meter().say("direction " + (point.direction() + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Class<NeighbourhoodResult> resultType() {
    return NeighbourhoodResult.class;
  }

  @Override
  public List<Quantity<NeighbourhoodResult>> quantities() {
    return List.of(
        Quantity.real("loss_nats", "f(x)", "nats", found -> found.centre().loss()),
        Quantity.real("accuracy_percent", "Accuracy", "%", found -> found.centre().accuracy()),
        Quantity.<NeighbourhoodResult>real(
                "median_rise_nats",
                "Median rise of f at the largest radius",
                "nats",
                NeighbourhoodInstrument::medianRise)
            .lowerIsBetter()
            .asHeadline());
  }

  private static double medianRise(NeighbourhoodResult found) {
    return found.summary(Double.POSITIVE_INFINITY).stream()
        .max(Comparator.comparingDouble(NeighbourhoodResult.AtRadius::radius))
        .map(NeighbourhoodResult.AtRadius::median)
        .orElse(Double.NaN);
  }

  @Override
  public List<Series<NeighbourhoodResult, ?>> series() {
    return List.of(
        new Series<>(
            "neighbourhood_radii",
            (settings, found) -> found.summary(settings.get(THRESHOLD)),
            RADII_COLUMNS),
        new Series<>("neighbourhood_points", (settings, found) -> rises(found), RISES));
  }

  private static final List<Quantity<NeighbourhoodResult.AtRadius>> RADII_COLUMNS =
      List.of(
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "radius", "Radius", "", NeighbourhoodResult.AtRadius::radius),
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "steep_share", "Share that rises steeply", "", at -> at.steep().share()),
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "steep_share_low", "lower end", "", at -> at.steep().low()),
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "steep_share_high", "upper end", "", at -> at.steep().high()),
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "smallest_rise_nats",
              "Smallest rise",
              "nats",
              NeighbourhoodResult.AtRadius::smallest),
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "median_rise_nats", "Median rise", "nats", NeighbourhoodResult.AtRadius::median),
          Quantity.<NeighbourhoodResult.AtRadius>real(
              "largest_rise_nats", "Largest rise", "nats", NeighbourhoodResult.AtRadius::largest));

  /** A point with its rise over the centre. */
  private record Rise(NeighbourhoodPoint point, double rise) {}

  private static final List<Quantity<Rise>> RISES =
      List.of(
          Quantity.<Rise>integer("direction", "Direction", row -> row.point().direction()),
          Quantity.<Rise>real("radius", "Radius", "", row -> row.point().radius()),
          Quantity.<Rise>real("loss_nats", "Loss", "nats", row -> row.point().loss()),
          Quantity.real("rise_nats", "Rise", "nats", Rise::rise),
          Quantity.<Rise>real("accuracy_percent", "Accuracy", "%", row -> row.point().accuracy()));

  private static List<Rise> rises(NeighbourhoodResult found) {
    return found.points().stream().map(point -> new Rise(point, found.rise(point))).toList();
  }

  @Override
  public List<Drawing<NeighbourhoodResult>> drawings() {
    return List.of(
        new Drawing<>(
            "figure",
            "The share of steep directions at each radius with its interval.",
            Map.of(),
            (settings, names, found) ->
                NeighbourhoodFigures.shares(found, settings.get(THRESHOLD))),
        new Drawing<>(
            "rises",
            "The rise along every direction.",
            Map.of(),
            (settings, names, found) ->
                NeighbourhoodFigures.rises(found, settings.get(THRESHOLD))));
  }

  @Override
  public List<Setting<?>> pointsDependOn() {
    return List.of(SCALING, RADII, SEED);
  }

  @Override
  public Map<String, @Nullable Object> document(Settings settings, NeighbourhoodResult found) {
    OptionalLong seed = settings.get(SEED);
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("scaling", settings.get(SCALING).label());
    document.put("directions", settings.get(DIRECTIONS));
    document.put("seed", seed.isPresent() ? seed.getAsLong() : "trial");
    document.put("loss", found.centre().loss());
    document.put("accuracy", found.centre().accuracy());
    document.put("threshold", settings.get(THRESHOLD));
    document.put("confidence", Proportion.CONFIDENCE);
    document.put("radii", found.summary(settings.get(THRESHOLD)));
    document.put("points", found.points());
    return document;
  }

  @Override
  public List<String> lines(Settings settings, NeighbourhoodResult found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%d random directions (%s, seed %s); f(x) = %.6g; steep: a rise above %s nats",
            settings.get(DIRECTIONS),
            settings.get(SCALING).label(),
            settings.texts().get(SEED.name()),
            found.centre().loss(),
            settings.texts().get(THRESHOLD.name())));
    lines.add("  radius   steep %   95 % interval      rise: smallest       median      largest");
    for (NeighbourhoodResult.AtRadius at : found.summary(settings.get(THRESHOLD))) {
      lines.add(
          String.format(
              "%8.4g %9.1f   %5.1f to %5.1f   %18.6g %12.6g %12.6g",
              at.radius(),
              100 * at.steep().share(),
              100 * at.steep().low(),
              100 * at.steep().high(),
              at.smallest(),
              at.median(),
              at.largest()));
    }
    return lines;
  }
}
