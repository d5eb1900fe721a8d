package dev.basin.optim.lbfgsb;

import static org.bytedeco.pytorch.global.torch.empty_like;
import static org.bytedeco.pytorch.global.torch.sub_out;

import dev.basin.objective.DifferentiableFunction;
import dev.basin.optim.TensorBlocks;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One minimisation by {@link LbfgsB}: its vectors and its loop. */
final class LbfgsBRun implements AutoCloseable {
  private static final double EPSILON = Math.ulp(1.0);

  private final LbfgsBConfig config;
  private final CountedFunction function;
  private final Bounds bounds;
  private final LbfgsBListener listener;
  private final LineSearch lineSearch;
  private final LimitedMemoryMatrix matrix;
  private final CauchyPoint cauchy;
  private final SubspaceMinimizer subspace;
  private final Tensor x; // the last accepted iterate
  private final Tensor trial;
  private Tensor gradient;
  private Tensor trialGradient;
  private double f;
  private int iterations;

  /**
   * Reserves the vectors.
   *
   * @param point start inside the bounds, shape (n), float64; holds the result at the end
   */
  LbfgsBRun(
      LbfgsBConfig config,
      DifferentiableFunction function,
      Bounds bounds,
      Tensor point,
      LbfgsBListener listener,
      BooleanSupplier cancelled) {
    this.config = config;
    this.function = new CountedFunction(function);
    this.bounds = bounds;
    this.listener = listener;
    this.lineSearch = new LineSearch(this.function, bounds, config.maxLineSearch(), cancelled);
    long n = function.dimension();
    this.matrix = new LimitedMemoryMatrix(n, config.history());
    this.cauchy = new CauchyPoint(bounds, matrix, n);
    this.subspace = new SubspaceMinimizer(bounds, matrix, n);
    this.x = point;
    this.trial = empty_like(point);
    this.gradient = empty_like(point);
    this.trialGradient = empty_like(point);
  }

  LbfgsBResult minimize() {
    f = function.evaluate(x, gradient);
    if (!Double.isFinite(f) || !finite(gradient)) {
      function.countNonFinite();
      return result(LbfgsBTermination.NON_FINITE_START);
    }
    function.countFinite();
    if (bounds.projectedGradientNorm(x, gradient) <= config.pgtol()) {
      return result(LbfgsBTermination.PROJECTED_GRADIENT);
    }
    LbfgsBTermination termination = null;
    while (termination == null) {
      termination = iterate();
    }
    return result(termination);
  }

  private @Nullable LbfgsBTermination iterate() {
    cauchy.find(x, gradient);
    cauchy.write(x, trial);
    if (!subspace.minimize(x, gradient, cauchy, trial)) {
      matrix.reset();
      return null;
    }
    Tensor direction = cauchy.direction();
    TensorBlocks.scoped(() -> sub_out(direction, trial, x));
    LineSearch.Outcome outcome =
        lineSearch.search(x, f, gradient, direction, iterations == 0, trial, trialGradient);
    return switch (outcome) {
      case ACCEPTED -> accept(direction);
      case CANCELLED -> LbfgsBTermination.CANCELLED;
      case FAILED -> restart();
    };
  }

  private @Nullable LbfgsBTermination restart() {
    if (matrix.pairs() == 0) {
      return LbfgsBTermination.ABNORMAL_LINE_SEARCH;
    }
    matrix.reset();
    return null;
  }

  private @Nullable LbfgsBTermination accept(Tensor direction) {
    double previous = f;
    f = lineSearch.value();
    iterations++;
    TensorBlocks.scoped(() -> x.copy_(trial));
    Tensor previousGradient = gradient;
    gradient = trialGradient;
    trialGradient = previousGradient;
    listener.iterated(iterations, f, function.evaluations());
    LbfgsBTermination termination = termination(previous);
    if (termination == null) {
      update(direction);
    }
    return termination;
  }

  private @Nullable LbfgsBTermination termination(double previous) {
    if (iterations >= config.maxIterations()) {
      return LbfgsBTermination.ITERATION_LIMIT;
    }
    if (function.evaluations() > config.maxEvaluations()) {
      return LbfgsBTermination.EVALUATION_LIMIT;
    }
    if (bounds.projectedGradientNorm(x, gradient) <= config.pgtol()) {
      return LbfgsBTermination.PROJECTED_GRADIENT;
    }
    double scale = Math.max(1, Math.max(Math.abs(previous), Math.abs(f)));
    return previous - f <= EPSILON * config.factr() * scale
        ? LbfgsBTermination.RELATIVE_REDUCTION
        : null;
  }

  /** The pair s = αd, y = ∇f(x_{k+1}) − ∇f(x_k), if its curvature is positive enough. */
  private void update(Tensor direction) {
    double step = lineSearch.step();
    double curvature = (lineSearch.slope() - lineSearch.initialSlope()) * step; // sᵀy
    if (curvature <= EPSILON * -lineSearch.initialSlope() * step) {
      return;
    }
    Tensor change = trialGradient; // holds the previous gradient; free after this
    TensorBlocks.scoped(
        () -> {
          sub_out(change, gradient, change);
          direction.mul_(new Scalar(step));
        });
    if (!matrix.update(direction, change, curvature)) {
      matrix.reset();
    }
  }

  private LbfgsBResult result(LbfgsBTermination termination) {
    return new LbfgsBResult(
        x, f, iterations, function.evaluations(), function.nonFinite(), termination);
  }

  private static boolean finite(Tensor vector) {
    boolean[] finite = {true};
    TensorBlocks.forEach(
        vector.numel(),
        (from, length) ->
            finite[0] &= torch.all(vector.narrow(0, from, length).isfinite()).item_bool());
    return finite[0];
  }

  @Override
  public void close() {
    matrix.close();
    cauchy.close();
    trial.close();
    gradient.close();
    trialGradient.close();
  }
}
