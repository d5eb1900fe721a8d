package dev.basin.landscape;

import dev.basin.engine.Range;
import dev.basin.objective.EvaluatedFunction;
import dev.basin.objective.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Loss and accuracy on training and test data along a {@link Path} between two solutions. */
public final class PathLandscape {
  /** The most points of a path: all of them are kept. */
  public static final int MOST_POINTS = 1_000_000;

  /** How many points a path may have. */
  public static final Range POINTS = Range.count(2, MOST_POINTS);

  /**
   * How far positions may lie from 0. Beyond 2²⁴ float32 would lose the solutions themselves in the
   * rounding of their difference.
   */
  public static final double FARTHEST = 1e7;

  private static final Range REACH = Range.real(-FARTHEST, FARTHEST);

  private final EvaluatedFunction train;
  private final EvaluatedFunction test;

  /** Asks these two objectives. */
  public PathLandscape(EvaluatedFunction train, EvaluatedFunction test) {
    this.train = train;
    this.test = test;
  }

  /**
   * Equally spaced positions, both ends included.
   *
   * @param from the first, at most {@link #FARTHEST} from 0
   * @param to the last, likewise
   * @param points how many, in {@link #POINTS}
   */
  public static List<Double> grid(double from, double to, int points) {
    POINTS.require(points, "points");
    REACH.require(from, "the first position");
    REACH.require(to, "the last position");
    return evenly(from, to, points);
  }

  /** The same of any range. */
  static List<Double> evenly(double from, double to, int points) {
    List<Double> positions = new ArrayList<>();
    for (int k = 0; k < points; k++) {
      positions.add(k == points - 1 ? to : from + k * ((to - from) / (points - 1)));
    }
    return List.copyOf(positions);
  }

  /**
   * Evaluates the path.
   *
   * @param path the curve
   * @param xs the solution at α = 0, shape (n); not changed
   * @param xl the solution at α = 1, shape (n); not changed
   * @param alphas positions
   * @param listener hears of each point when it is done
   * @return one entry a position, in order
   */
  public List<LandscapePoint> measure(
      Path path, Tensor xs, Tensor xl, List<Double> alphas, Consumer<LandscapePoint> listener) {
    List<LandscapePoint> points = new ArrayList<>();
    for (double alpha : alphas) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGradient = new NoGradGuard()) {
        Tensor x =
            xs.to(torch.ScalarType.Double)
                .mul(new Scalar(path.first(alpha)))
                .add(xl.to(torch.ScalarType.Double), new Scalar(path.second(alpha)));
        Evaluation onTrain = train.evaluate(x);
        Evaluation onTest = test.evaluate(x);
        LandscapePoint point =
            new LandscapePoint(
                alpha, onTrain.loss(), onTrain.accuracy(), onTest.loss(), onTest.accuracy());
        points.add(point);
        listener.accept(point);
      }
    }
    return List.copyOf(points);
  }
}
