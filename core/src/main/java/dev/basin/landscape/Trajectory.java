package dev.basin.landscape;

import dev.basin.objective.EvaluatedFunction;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * The loss along a trajectory: the true one at each iterate beside the one at its projection onto
 * the {@link PrincipalPlane}, which is what a picture of the plane shows there. The last iterate
 * lies in the plane, so that the two are equal there, bit for bit the model's loss.
 */
public final class Trajectory {
  /** The numbers of an iterate in a {@link PointLog}. */
  public static final List<String> COLUMNS =
      List.of("iterate", "loss", "accuracy", "projectedLoss", "projectedAccuracy");

  private final EvaluatedFunction f;

  /** Asks f. */
  public Trajectory(EvaluatedFunction f) {
    this.f = f;
  }

  /**
   * Measures what the log does not hold yet.
   *
   * @param iterates the weights
   * @param principal their plane
   * @param log keeps each point; its first points are taken as they are
   * @param listener hears of each point, those of the log included
   * @throws PointLogException if the log holds other points
   * @throws dev.basin.objective.NonFiniteLossException if the loss at an iterate is not finite
   */
  public List<TrajectoryPoint> measure(
      Iterates iterates,
      PrincipalPlane principal,
      PointLog log,
      Consumer<TrajectoryPoint> listener) {
    List<TrajectoryPoint> points = new ArrayList<>();
    for (int k = 0; k < iterates.size(); k++) {
      PlanePosition position = principal.positions().get(k);
      if (k < log.size()) {
        log.requireBeginning(k, k);
      } else {
        log.append(evaluate(iterates, principal.plane(), k, position));
      }
      double[] row = log.row(k);
      FiniteLoss.require(row[1], " at iterate " + k);
      TrajectoryPoint point =
          new TrajectoryPoint(
              k,
              position.a(),
              position.b(),
              principal.distances().get(k),
              row[1],
              row[2],
              row[3],
              row[4]);
      points.add(point);
      listener.accept(point);
    }
    return List.copyOf(points);
  }

  private double[] evaluate(Iterates iterates, Plane plane, int k, PlanePosition position) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Evaluation here = f.evaluate(iterates.get(k));
      Evaluation projected = f.evaluate(plane.at(position));
      return new double[] {k, here.loss(), here.accuracy(), projected.loss(), projected.accuracy()};
    }
  }
}
