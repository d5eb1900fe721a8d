package dev.basin.lab.instrument;

import dev.basin.landscape.Path;
import dev.basin.landscape.PathLandscape;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How high the loss, and the error, rise on the straight line between two solutions. */
public final class BarrierInstrument implements Instrument<BarrierResult> {
  private static final Setting<Integer> POINTS =
      Setting.count("points", 3, PathLandscape.MOST_POINTS)
          .usual("25")
          .help("Equally spaced points of the line, both solutions included.");

  @Override
  public About about() {
    return new About(
        "barrier",
        List.of(),
        "The barrier between solutions",
        "How far loss and error rise on the line between two solutions above the straight line"
            + " between their values.",
        "Frankle et al. 2020, section 2; Entezari et al. 2022, definition 2.1",
        "The barrier is max over α of L(α x2 + (1 − α) x1) − α L(x2) − (1 − α) L(x1), α from 0 to"
            + " 1; for the error, L is 100 % minus the accuracy. 0 says that the solutions are"
            + " linearly connected. It is taken over points of a grid, so that every number is a"
            + " lower bound. With BatchNorm each chunk has its own statistics, between the"
            + " solutions too, unless running statistics are asked for.");
  }

  @Override
  public Arity arity() {
    return Arity.TWO;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(POINTS);
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    return LandscapeInstrument.price(settings.get(POINTS), sizes);
  }

  @Override
  public BarrierResult measure(Settings settings, Problem problem) {
    return BarrierResult.of(
        new PathLandscape(problem.train(), problem.test())
            .measure(
                Path.LINE,
                problem.weights().get(0),
                problem.weights().get(1),
                PathLandscape.grid(0, 1, settings.get(POINTS)),
                point -> problem.meter().say(String.format("barrier, α = %.3f", point.alpha()))));
  }

  @Override
  public Class<BarrierResult> resultType() {
    return BarrierResult.class;
  }

  @Override
  public List<Quantity<BarrierResult>> quantities() {
    return List.of(
        barrier("train_loss", "training loss", "nats", BarrierResult::trainLoss).asHeadline(),
        barrier("train_error", "training error", "percent", BarrierResult::trainError),
        barrier("test_loss", "test loss", "nats", BarrierResult::testLoss),
        barrier("test_error", "test error", "percent", BarrierResult::testError).asHeadline());
  }

  private static Quantity<BarrierResult> barrier(
      String name, String words, String unit, Function<BarrierResult, Double> value) {
    return Quantity.real(
            name + "_barrier_" + unit,
            "Barrier of the " + words,
            unit.equals("percent") ? "%" : unit,
            value)
        .lowerIsBetter()
        .asLowerBound();
  }

  @Override
  public List<Series<BarrierResult, ?>> series() {
    return List.of(
        new Series<>(
            "barrier_points", (settings, found) -> found.points(), LandscapeInstrument.COLUMNS));
  }

  @Override
  public List<Drawing<BarrierResult>> drawings() {
    return List.of(
        new Drawing<>(
            "figure",
            "Loss and accuracy along the line.",
            Map.of(),
            new PathDrawing<>(path -> "barrier", settings -> Path.LINE, BarrierResult::points)));
  }
}
