package dev.basin.lab.instrument;

import dev.basin.engine.Range;
import dev.basin.landscape.Plane;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlaneLandscape;
import dev.basin.landscape.PlanePoint;
import dev.basin.landscape.PlanePosition;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.RandomDirection;
import dev.basin.landscape.SolutionPlane;
import dev.basin.objective.Evaluation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Loss and accuracy over a plane of weight space. */
public final class PlaneInstrument implements Instrument<PlaneResult> {
  private static final String NAME = "plane";

  private static final Setting<RandomDirection> SCALING =
      Setting.choice("scaling", RandomDirection.class)
          .usual("filter")
          .help(
              "Length of random directions: filter, each filter as long as the solution's; sphere,"
                  + " the whole as long as the solution.");
  private static final Setting<Double> SPAN =
      Setting.number("span", Range.real(PlaneGrid.SHORTEST, PlaneGrid.FARTHEST))
          .usual("1")
          .help("A random plane is measured from minus this to this along both directions.");
  private static final Setting<Double> MARGIN =
      Setting.number("margin", Range.real(0, PlaneGrid.FARTHEST))
          .usual("0.2")
          .help(
              "How far the plane of three solutions is measured beyond them, as a share of their"
                  + " extent.");
  private static final Setting<Integer> POINTS =
      Setting.count("points", 2, PlaneGrid.MOST_POINTS)
          .usual("25")
          .help("Points a side; odd for a random plane, so that the solution is one of them.");
  private static final Setting<OptionalLong> SEED =
      Setting.seed("seed").help("Seed of the random directions.");

  /** Whether the test points are looked at. */
  static final Setting<Boolean> TEST =
      Setting.flag("test").help("Also measure loss and accuracy on the test points.");

  @Override
  public About about() {
    return new About(
        NAME,
        List.of(),
        "Planes of weight space",
        "Loss and accuracy over a plane of weight space: of two random directions from one"
            + " solution, or through three solutions.",
        "Li et al. 2018, section 4; Garipov et al. 2018, Figure 1",
        "f at the points of a grid of x(a, b) = x₀ + a d₁ + b d₂. Random directions are as long as"
            + " the solution, filter by filter unless said otherwise; those through three solutions"
            + " are orthonormal, so that distances are distances of weight space. Two dimensions of"
            + " n show little of the others.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE_OR_THREE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(SCALING, SPAN, MARGIN, POINTS, SEED, TEST);
  }

  @Override
  public void check(Settings settings, int weights) {
    if (weights == 1) {
      PlaneGrid.centred(settings.get(SPAN), settings.get(POINTS));
    }
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    double places = (double) settings.get(POINTS) * settings.get(POINTS);
    double points = sizes.trainPoints() + (settings.get(TEST) ? sizes.testPoints() : 0.0);
    Price price = Price.evaluations(places * points, sizes);
    double vectors = 4.0 * Double.BYTES * sizes.n();
    return new Price(price.evaluations(), 0, 0, price.bytes() + vectors);
  }

  /** A plane, where its solutions lie, and where it is measured. */
  private record Laid(Plane plane, List<PlanePosition> places, PlaneGrid grid) {}

  private static Laid lay(Settings settings, Problem problem, long seed) {
    List<Tensor> x = problem.weights();
    int points = settings.get(POINTS);
    if (x.size() == 1) {
      return new Laid(
          Plane.random(x.get(0), settings.get(SCALING), problem.network().layout().filters(), seed),
          List.of(PlanePosition.ORIGIN),
          PlaneGrid.centred(settings.get(SPAN), points));
    }
    SolutionPlane through = SolutionPlane.through(x.get(0), x.get(1), x.get(2));
    return new Laid(
        through.plane(),
        through.solutions(),
        PlaneGrid.around(through.solutions(), settings.get(MARGIN), points));
  }

  @Override
  public PlaneResult measure(Settings settings, Problem problem) {
    boolean test = settings.get(TEST);
    long seed = problem.seed(settings.get(SEED), NAME);
    MeteredObjective onTest = test ? problem.test() : null;
    Laid laid = lay(settings, problem, seed);
    try (Plane plane = laid.plane();
        PointLog log = problem.points("points", PlaneLandscape.columns(test))) {
      List<PlaneSolution> solutions = new ArrayList<>();
      for (int k = 0; k < laid.places().size(); k++) {
        Evaluation here = problem.centre(k);
        PlanePosition place = laid.places().get(k);
        solutions.add(
            new PlaneSolution(
                problem.names().get(k), place.a(), place.b(), here.loss(), here.accuracy()));
      }
      List<PlanePoint> points =
          new PlaneLandscape(problem.train(), onTest)
              .measure(
                  plane,
                  laid.grid().positions(),
                  log,
                  point -> problem.meter().say("a " + point.a() + ", b " + point.b()));
      boolean random = solutions.size() == 1;
      return new PlaneResult(
          random ? settings.get(SCALING).label() : "solutions",
          random ? seed : null,
          laid.grid(),
          points,
          solutions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Class<PlaneResult> resultType() {
    return PlaneResult.class;
  }

  @Override
  public List<Quantity<PlaneResult>> quantities() {
    return List.of(
        Quantity.text("kind", "Directions", PlaneResult::kind),
        Quantity.integer("drawn_seed", "Seed of the directions", PlaneResult::seed),
        Quantity.<PlaneResult>real(
                "least_loss_nats",
                "Least training loss on the grid",
                "nats",
                found -> found.least().map(PlanePoint::trainLoss).orElse(null))
            .asHeadline(),
        Quantity.<PlaneResult>real(
                "largest_loss_nats",
                "Largest training loss on the grid",
                "nats",
                found -> found.largest().map(PlanePoint::trainLoss).orElse(null))
            .asHeadline(),
        Quantity.integer("not_finite", "Points without a finite loss", PlaneResult::notFinite));
  }

  /** What a point of a plane has. */
  static final List<Quantity<PlanePoint>> COLUMNS =
      List.of(
          Quantity.<PlanePoint>real("a", "a", "", PlanePoint::a),
          Quantity.<PlanePoint>real("b", "b", "", PlanePoint::b),
          Quantity.<PlanePoint>real(
              "train_loss_nats", "Training loss", "nats", PlanePoint::trainLoss),
          Quantity.<PlanePoint>real(
              "train_accuracy_percent", "Training accuracy", "%", PlanePoint::trainAccuracy),
          Quantity.<PlanePoint>real("test_loss_nats", "Test loss", "nats", PlanePoint::testLoss),
          Quantity.<PlanePoint>real(
              "test_accuracy_percent", "Test accuracy", "%", PlanePoint::testAccuracy));

  @Override
  public List<Series<PlaneResult, ?>> series() {
    return List.of(new Series<>("plane_points", (settings, found) -> found.points(), COLUMNS));
  }

  @Override
  public List<Drawing<PlaneResult>> drawings() {
    return List.of(
        new Drawing<>(
            "figure",
            "Contours of the training loss.",
            Map.of(),
            (settings, names, found) -> PlaneText.figures(names, found).contour()),
        new Drawing<>(
            "surface",
            "The training loss as a surface.",
            Map.of(),
            (settings, names, found) -> PlaneText.figures(names, found).surface()));
  }

  @Override
  public List<Setting<?>> pointsDependOn() {
    return settings();
  }

  @Override
  public Map<String, @Nullable Object> document(
      Settings settings, List<Map<String, Object>> weights, PlaneResult found) {
    return PlaneText.document(weights, found);
  }

  @Override
  public List<String> lines(Settings settings, PlaneResult found) {
    return PlaneText.lines(found);
  }
}
