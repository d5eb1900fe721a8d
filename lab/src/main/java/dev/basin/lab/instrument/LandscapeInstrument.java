package dev.basin.lab.instrument;

import dev.basin.engine.Range;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.Path;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loss and accuracy along a path from one solution to another. */
public final class LandscapeInstrument implements Instrument<LandscapeResult> {
  /** Its name. */
  public static final String NAME = "landscape";

  /** Line or arc. */
  public static final Setting<Path> PATH =
      Setting.choice("path", Path.class)
          .alsoCalled("shape")
          .usual("line")
          .help("line, f(a x2 + (1 - a) x1), or arc, f(sin(a pi/2) x2 + cos(a pi/2) x1).");

  private static final Setting<Integer> POINTS =
      Setting.count("points", 2, PathLandscape.MOST_POINTS).usual("25").help("Points of the path.");
  private static final Setting<List<Double>> RANGE =
      Setting.number("range", Range.real(-PathLandscape.FARTHEST, PathLandscape.FARTHEST))
          .list()
          .usual("-1,2")
          .help("The first and the last alpha, A,B with A < B.");

  /** What a point of a path has. */
  static final List<Quantity<LandscapePoint>> COLUMNS =
      List.of(
          Quantity.real("alpha", "α", "", LandscapePoint::alpha),
          Quantity.real("train_loss_nats", "Training loss", "nats", LandscapePoint::trainLoss),
          Quantity.real(
              "train_accuracy_percent", "Training accuracy", "%", LandscapePoint::trainAccuracy),
          Quantity.real("test_loss_nats", "Test loss", "nats", LandscapePoint::testLoss),
          Quantity.real(
              "test_accuracy_percent", "Test accuracy", "%", LandscapePoint::testAccuracy));

  @Override
  public About about() {
    return new About(
        NAME,
        List.of("path"),
        "Between the solutions",
        "Loss and accuracy along the line or the arc from one solution to another.",
        "Goodfellow et al. 2015; Keskar et al. 2017, Figures 3 and 7",
        "f at points of the path; α = 0 is the first solution, α = 1 the second. Only trainable"
            + " weights are combined.");
  }

  @Override
  public Arity arity() {
    return Arity.TWO;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PATH, POINTS, RANGE);
  }

  @Override
  public void check(Settings settings, Network network) {
    List<Double> range = settings.get(RANGE);
    if (range.size() != 2 || !(range.get(0) < range.get(1))) {
      throw new IllegalArgumentException(
          "range is "
              + settings.texts().get(RANGE.name())
              + "; expected two numbers A,B with A < B");
    }
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    return price(settings.get(POINTS), sizes);
  }

  /** Of so many points of a path. */
  static Price price(int points, Sizes sizes) {
    return Price.evaluations((double) points * (sizes.trainPoints() + sizes.testPoints()), sizes);
  }

  @Override
  public LandscapeResult measure(Settings settings, Problem problem) {
    List<Double> range = settings.get(RANGE);
    Path path = settings.get(PATH);
    return new LandscapeResult(
        new PathLandscape(problem.train(), problem.test())
            .measure(
                path,
                problem.weights().get(0),
                problem.weights().get(1),
                PathLandscape.grid(range.get(0), range.get(1), settings.get(POINTS)),
                point ->
                    problem
                        .meter()
                        .say(String.format("%s, α = %+.3f", path.label(), point.alpha()))));
  }

  @Override
  public Class<LandscapeResult> resultType() {
    return LandscapeResult.class;
  }

  @Override
  public List<Quantity<LandscapeResult>> quantities() {
    return List.of();
  }

  @Override
  public List<Series<LandscapeResult, ?>> series() {
    return List.of(new Series<>("landscape_points", (settings, found) -> found.points(), COLUMNS));
  }

  @Override
  public List<Drawing<LandscapeResult>> drawings() {
    return List.of(
        new Drawing<>(
            "figure",
            "Loss and accuracy along the path.",
            Map.of(),
            new PathDrawing<>(
                path -> "path-" + path.label(),
                settings -> settings.get(PATH),
                LandscapeResult::points)));
  }

  @Override
  public Map<String, @Nullable Object> document(Settings settings, LandscapeResult found) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("path", settings.get(PATH).label());
    document.putAll(Documents.fields(found));
    return document;
  }

  @Override
  public List<String> lines(Settings settings, LandscapeResult found) {
    List<String> lines = new ArrayList<>();
    lines.add("   alpha   train loss   train acc %    test loss    test acc %");
    for (LandscapePoint point : found.points()) {
      lines.add(
          String.format(
              "%8.3f %12.6g %13.3f %12.6g %13.3f",
              point.alpha(),
              point.trainLoss(),
              point.trainAccuracy(),
              point.testLoss(),
              point.testAccuracy()));
    }
    return lines;
  }
}
