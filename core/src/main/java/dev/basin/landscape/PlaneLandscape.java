package dev.basin.landscape;

import dev.basin.objective.EvaluatedFunction;
import dev.basin.objective.Evaluation;
import dev.basin.objective.FiniteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Loss and accuracy at places of a {@link Plane} (Li et al. 2018, section 4; Garipov et al. 2018,
 * Figure 1). At the origin they are the model's own, bit for bit.
 */
public final class PlaneLandscape {
  private static final List<String> TRAIN = List.of("a", "b", "trainLoss", "trainAccuracy");
  private static final List<String> TRAIN_AND_TEST =
      List.of("a", "b", "trainLoss", "trainAccuracy", "testLoss", "testAccuracy");

  private final EvaluatedFunction train;
  private final @Nullable EvaluatedFunction test;

  /**
   * Asks these functions.
   *
   * @param train loss and accuracy on the training data
   * @param test the same on test data, or null to leave it out
   */
  public PlaneLandscape(EvaluatedFunction train, @Nullable EvaluatedFunction test) {
    this.train = train;
    this.test = test;
  }

  /** The numbers of a point in a {@link PointLog}. */
  public static List<String> columns(boolean withTest) {
    return withTest ? TRAIN_AND_TEST : TRAIN;
  }

  /**
   * Measures what the log does not hold yet.
   *
   * @param plane the plane
   * @param positions where, in order
   * @param log keeps each point; its first points are taken as they are
   * @param listener hears of each point, those of the log included
   * @return one entry a position, in order
   * @throws PointLogException if the log holds points of other positions
   * @throws dev.basin.objective.NonFiniteLossException if the loss at the origin is not finite
   */
  public List<PlanePoint> measure(
      Plane plane, List<PlanePosition> positions, PointLog log, Consumer<PlanePoint> listener) {
    List<PlanePoint> points = new ArrayList<>();
    for (int k = 0; k < positions.size(); k++) {
      PlanePosition position = positions.get(k);
      if (k < log.size()) {
        log.requireBeginning(k, position.a(), position.b());
      } else {
        log.append(evaluate(plane, position));
      }
      PlanePoint point = PlanePoint.of(log.row(k));
      if (position.equals(PlanePosition.ORIGIN)) {
        FiniteLoss.require(point.trainLoss());
      }
      points.add(point);
      listener.accept(point);
    }
    return List.copyOf(points);
  }

  private double[] evaluate(Plane plane, PlanePosition position) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor x = plane.at(position);
      Evaluation onTrain = train.evaluate(x);
      if (test == null) {
        return new double[] {position.a(), position.b(), onTrain.loss(), onTrain.accuracy()};
      }
      Evaluation onTest = test.evaluate(x);
      return new double[] {
        position.a(),
        position.b(),
        onTrain.loss(),
        onTrain.accuracy(),
        onTest.loss(),
        onTest.accuracy()
      };
    }
  }
}
