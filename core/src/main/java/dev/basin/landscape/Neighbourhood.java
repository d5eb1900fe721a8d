package dev.basin.landscape;

import dev.basin.engine.Segment;
import dev.basin.objective.EvaluatedFunction;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Samples f around weights x: {@code f(x + r d_k)} at radii r along random directions d_k (Keskar
 * et al. 2017, end of section 2). The first point is f(x) itself, bit for bit the model's loss.
 */
public final class Neighbourhood {
  /** The numbers of a point in a {@link PointLog}. */
  public static final List<String> COLUMNS = List.of("direction", "radius", "loss", "accuracy");

  private static final int CENTRE = -1;

  private final EvaluatedFunction f;
  private final NeighbourhoodConfig config;

  /** Asks f as the configuration says. */
  public Neighbourhood(EvaluatedFunction f, NeighbourhoodConfig config) {
    this.f = f;
    this.config = config;
  }

  /**
   * Measures what the log does not hold yet.
   *
   * @param x the centre, shape (n); not changed
   * @param filters the parts of x that one unit each is computed from; not asked for a sphere
   * @param log keeps each point; its first points are taken as they are
   * @param listener hears of each point, those of the log included
   * @throws IllegalArgumentException if x is 0, so that its norm gives no scale
   * @throws dev.basin.objective.NonFiniteLossException if f(x) is not finite
   * @throws PointLogException if the log holds points of other directions or radii
   */
  public NeighbourhoodResult measure(
      Tensor x, List<Segment> filters, PointLog log, Consumer<NeighbourhoodPoint> listener) {
    List<NeighbourhoodPoint> points = new ArrayList<>();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor centre = x.to(torch.ScalarType.Double);
      if (!(centre.norm().item_double() > 0)) {
        throw new IllegalArgumentException("all weights are 0; radii are shares of their norm");
      }
      points.add(measured(log, 0, CENTRE, 0, () -> f.evaluate(centre), listener));
      FiniteLoss.require(points.get(0).loss());
      for (int k = 0; k < config.directions(); k++) {
        along(k, centre, filters, log, points, listener);
      }
    }
    return new NeighbourhoodResult(points.get(0), points.subList(1, points.size()));
  }

  private void along(
      int direction,
      Tensor centre,
      List<Segment> filters,
      PointLog log,
      List<NeighbourhoodPoint> points,
      Consumer<NeighbourhoodPoint> listener) {
    boolean known = log.size() >= points.size() + config.radii().size();
    try (PointerScope scope = new PointerScope()) {
      Tensor d =
          known
              ? centre // not asked for
              : config.kind().draw(centre, filters, config.seed(), direction);
      for (double radius : config.radii()) {
        points.add(
            measured(
                log,
                points.size(),
                direction,
                radius,
                () -> f.evaluate(centre.add(d, new Scalar(radius))),
                listener));
      }
    }
  }

  /** Asks for one evaluation. */
  private interface Question {
    Evaluation ask();
  }

  private static NeighbourhoodPoint measured(
      PointLog log,
      int number,
      int direction,
      double radius,
      Question question,
      Consumer<NeighbourhoodPoint> listener) {
    if (number < log.size()) {
      log.requireBeginning(number, direction, radius);
    } else {
      try (PointerScope scope = new PointerScope()) {
        Evaluation found = question.ask();
        log.append(direction, radius, found.loss(), found.accuracy());
      }
    }
    double[] row = log.row(number);
    NeighbourhoodPoint point = new NeighbourhoodPoint((int) row[0], row[1], row[2], row[3]);
    listener.accept(point);
    return point;
  }
}
