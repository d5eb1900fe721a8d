package dev.basin.sharpness;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code u ← ∇_u f / ‖∇_u f‖}: the Frank–Wolfe step of full length over the unit ball, from u = 0;
 * its first step is SAM's. Where f is not finite the step is halved. At an exact stationary point
 * it starts in a seeded random direction.
 *
 * @param steps the most steps, at least 1
 * @param seed chooses that direction
 */
record BallAscent(int steps, long seed) implements BoxMaximizer {
  /** Steps shorter than this move nothing any more. */
  private static final double STILL = 1e-12;

  @Override
  public String name() {
    return "ball";
  }

  @Override
  public Outcome maximize(Box box) {
    try (PointerScope scope = new PointerScope()) {
      Tensor u = box.vector();
      Tensor gradient = box.baseGradient();
      if (norm(gradient) == 0) {
        gradient.copy_(
            torch.randn(
                new long[] {u.numel()},
                new GeneratorOptional(torch.make_generator_cpu(seed)),
                new TensorOptions(torch.ScalarType.Double)));
      }
      for (int step = 1; step <= steps; step++) {
        double length = norm(gradient);
        if (!(length > 0) || !Double.isFinite(length)) {
          return new Outcome(step - 1, "f is flat or not finite");
        }
        Tensor target = gradient.div(new Scalar(length));
        if (norm(target.sub(u)) < STILL) {
          return new Outcome(step - 1, "the point repeats");
        }
        if (!box.step(u, target, gradient)) {
          return new Outcome(step, "f is not finite");
        }
      }
      return new Outcome(steps, "step limit");
    }
  }

  private static double norm(Tensor v) {
    try (PointerScope scope = new PointerScope()) {
      return v.norm(new Scalar(2.0)).item_double();
    }
  }
}
