package dev.basin.optim.lbfgsb;

import dev.basin.optim.TensorBlocks;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Minimises the quadratic model over the variables that are free at the Cauchy point x_c, the
 * others held at their bounds, and brings the result back into the bounds.
 *
 * <p>Direct primal method (Byrd, Lu, Nocedal and Zhu 1995, section 5.1). With Z the free
 * coordinates, the reduced gradient at x_c is {@code Zᵀ(g + θ(x_c − x_k) − W M c)} and the reduced
 * matrix {@code θI − ZᵀW M WᵀZ}. Every free variable has {@code x_c − x_k = t* d} with {@code d =
 * −g}, and so with {@code a = 1/θ − t*} and the Sherman–Morrison–Woodbury formula the Newton step
 * from x_c is
 *
 * <pre>  Zᵀδ = a Zᵀd + (1/θ) ZᵀW K⁻¹ (a WᵀZZᵀd + c),
 *  K = M⁻¹ − WᵀZZᵀW/θ = [−D − YᵀZZᵀY/θ,  L_Aᵀ − R_Zᵀ;  L_A − R_Z,  θ SᵀAAᵀS],</pre>
 *
 * where A are the coordinates held, L_A the strictly lower triangle of SᵀAAᵀY and R_Z the upper one
 * of SᵀZZᵀY, diagonal included (Zhu, Byrd, Lu and Nocedal 1997, section 3).
 *
 * <p>The step is then projected on the bounds; should the direction from x_k to the projected point
 * not be one of descent, the step is cut where it leaves the box instead (Morales and Nocedal, ACM
 * TOMS 38 (2011), section 3).
 */
final class SubspaceMinimizer {
  private final Bounds bounds;
  private final LimitedMemoryMatrix matrix;
  private final long dimension;

  SubspaceMinimizer(Bounds bounds, LimitedMemoryMatrix matrix, long dimension) {
    this.bounds = bounds;
    this.matrix = matrix;
    this.dimension = dimension;
  }

  /**
   * Moves a Cauchy point to the minimiser over its free variables.
   *
   * @param x x_k, shape (n)
   * @param gradient g at x_k, shape (n)
   * @param cauchy the search that found the Cauchy point; its direction is overwritten
   * @param point x_c on entry, the minimiser brought into the box on return, shape (n)
   * @return false if K is numerically not of its signature: the memory must then be reset
   */
  boolean minimize(Tensor x, Tensor gradient, CauchyPoint cauchy, Tensor point) {
    if (matrix.pairs() == 0) {
      return true;
    }
    SubspaceProducts products = SubspaceProducts.of(matrix, cauchy, dimension);
    if (products.free() == 0) {
      return true;
    }
    Optional<SaddleSystem> system = products.system(matrix);
    if (system.isEmpty()) {
      return false;
    }
    double factor = 1 / matrix.theta() - cauchy.time(); // a
    double[] right = cauchy.offset().clone();
    for (int i = 0; i < right.length; i++) {
      right[i] += factor * products.direction()[i];
    }
    double[] solved = system.get().solve(matrix.split(right));
    move(x, gradient, cauchy, point, factor, matrix.join(solved));
    return true;
  }

  private void move(
      Tensor x,
      Tensor gradient,
      CauchyPoint cauchy,
      Tensor point,
      double factor,
      double[] coefficients) {
    double[] slope = new double[1];
    boolean[] clipped = new boolean[1];
    Tensor newton = cauchy.direction();
    TensorBlocks.scoped(
        () -> {
          Tensor weights = Tensor.create(coefficients);
          TensorBlocks.forEach(
              dimension,
              (from, length) -> {
                Tensor step = newton.narrow(0, from, length);
                Tensor free = cauchy.free(from, length);
                step.addmv_(
                    matrix.block(from, length).t(),
                    weights,
                    new Scalar(factor),
                    new Scalar(1 / matrix.theta()));
                step.mul_(free.to(torch.ScalarType.Double));
                Tensor projected = projected(point, step, from, length);
                clipped[0] |= touches(projected, free, from, length);
                projected.sub_(x.narrow(0, from, length));
                slope[0] += torch.dot(projected, gradient.narrow(0, from, length)).item_double();
              });
        });
    if (clipped[0] && slope[0] > 0) {
      truncate(point, newton);
    } else {
      TensorBlocks.forEach(
          dimension,
          (from, length) ->
              point
                  .narrow(0, from, length)
                  .copy_(projected(point, newton.narrow(0, from, length), from, length)));
    }
  }

  private Tensor projected(Tensor point, Tensor step, long from, long length) {
    return point
        .narrow(0, from, length)
        .add(step)
        .clamp_min_(bounds.lower(from, length))
        .clamp_max_(bounds.upper(from, length));
  }

  private boolean touches(Tensor projected, Tensor free, long from, long length) {
    return bounds.constrained()
        && projected
            .eq(bounds.lower(from, length))
            .logical_or_(projected.eq(bounds.upper(from, length)))
            .logical_and_(free)
            .any()
            .item_bool();
  }

  /**
   * point + α step with the largest α ≤ 1 that stays in the bounds; who blocks lies on its bound.
   */
  private void truncate(Tensor point, Tensor step) {
    double largest = bounds.largestStep(point, step, 1);
    TensorBlocks.forEach(
        dimension,
        (from, length) -> {
          Tensor move = step.narrow(0, from, length);
          Tensor part = point.narrow(0, from, length);
          Tensor blocks = bounds.stepToWall(part, move, from, length).le(new Scalar(largest));
          Tensor cut = projected(point, move.mul(new Scalar(largest)), from, length);
          part.copy_(torch.where(blocks, bounds.wall(move, from, length), cut));
        });
  }
}
