package dev.basin.optim.lbfgsb;

import dev.basin.objective.DifferentiableFunction;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * L-BFGS-B: minimises a differentiable function over a bounds,
 *
 * <pre>  min f(x)  subject to  l ≤ x ≤ u,</pre>
 *
 * by the quadratic model with a limited-memory BFGS matrix. An iteration
 *
 * <ol>
 *   <li>finds the generalised Cauchy point of the model ({@link CauchyPoint});
 *   <li>minimises the model over the variables free there ({@link SubspaceMinimizer});
 *   <li>searches along the direction to that point ({@link LineSearch});
 *   <li>takes the new pair {@code (s, y)} into the matrix ({@link LimitedMemoryMatrix}) unless
 *       {@code sᵀy ≤ 2⁻⁵² |sᵀg|}.
 * </ol>
 *
 * <p>Where a small factorisation fails or no step is found, the pairs are forgotten and the
 * iteration is done again; it ends abnormally if there were none.
 *
 * <p>The iterates and all own arithmetic are float64. Memory: {@code 2m + 8} vectors of n.
 *
 * <p>Source: R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, A limited memory algorithm for bound
 * constrained optimization, SIAM J. Sci. Comput. 16 (1995), 1190–1208; C. Zhu, R. H. Byrd, P. Lu
 * and J. Nocedal, Algorithm 778, ACM TOMS 23 (1997), 550–560; J. L. Morales and J. Nocedal, Remark
 * on algorithm 778, ACM TOMS 38 (2011), 7:1–7:4.
 */
public final class LbfgsB {
  private final LbfgsBConfig config;

  /** A minimiser with the given settings. */
  public LbfgsB(LbfgsBConfig config) {
    this.config = config;
  }

  /**
   * Minimises without listener and without cancellation.
   *
   * @see #minimize(DifferentiableFunction, Tensor, Tensor, Tensor, LbfgsBListener, BooleanSupplier)
   */
  public LbfgsBResult minimize(
      DifferentiableFunction function, Tensor start, Tensor lower, Tensor upper) {
    return minimize(function, start, lower, upper, LbfgsBListener.NONE, () -> false);
  }

  /**
   * Minimises a function over a bounds.
   *
   * @param function f; is asked at float64 points inside the box only
   * @param start shape (n); projected on the bounds; not changed
   * @param lower l, shape (n), −∞ where there is no bound; not changed
   * @param upper u, shape (n), +∞ where there is no bound; not changed
   * @param listener hears of every iteration
   * @param cancelled asked before every evaluation but the first; true ends the minimisation at the
   *     last accepted iterate
   * @return the result, which the caller closes
   * @throws IllegalArgumentException if a shape is not (n), a bound is NaN or a lower bound lies
   *     above the upper one
   */
  public LbfgsBResult minimize(
      DifferentiableFunction function,
      Tensor start,
      Tensor lower,
      Tensor upper,
      LbfgsBListener listener,
      BooleanSupplier cancelled) {
    long n = function.dimension();
    checkShape("start", start, n);
    checkShape("lower", lower, n);
    checkShape("upper", upper, n);
    Tensor point = newPoint(n);
    try (PointerScope scope = new PointerScope()) {
      Bounds bounds =
          new Bounds(lower.to(torch.ScalarType.Double), upper.to(torch.ScalarType.Double));
      point.copy_(start);
      bounds.project(point);
      try (LbfgsBRun run = new LbfgsBRun(config, function, bounds, point, listener, cancelled)) {
        return run.minimize();
      }
    } catch (RuntimeException | Error e) {
      point.close();
      throw e;
    }
  }

  /** The one native tensor that outlives the minimisation. */
  private static Tensor newPoint(long n) {
    try (TensorOptions options = new TensorOptions(torch.ScalarType.Double)) {
      return torch.zeros(new long[] {n}, options);
    }
  }

  private static void checkShape(String name, Tensor tensor, long n) {
    if (tensor.dim() != 1 || tensor.numel() != n) {
      throw new IllegalArgumentException(
          name + ": shape " + Arrays.toString(tensor.shape()) + ", expected (" + n + ")");
    }
  }
}
