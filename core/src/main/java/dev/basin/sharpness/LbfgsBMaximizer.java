package dev.basin.sharpness;

import dev.basin.objective.DifferentiableFunction;
import dev.basin.optim.LbfgsB;
import dev.basin.optim.LbfgsBConfig;
import dev.basin.optim.LbfgsBResult;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * L-BFGS-B on {@code −f / mean_i |∂f/∂u_i|} over {@code u ∈ [−1, 1]ᵖ} from u = 0, as the paper's
 * few iterations need it: with the objective so scaled the first Cauchy step reaches the walls. In
 * raw units it stops at once at a solution whose gradient is below the solver's tolerance, and
 * reports no sharpness at all. History 10, {@code pgtol = factr = 0}.
 *
 * <p>At an exact stationary point it starts from a seeded random vertex of the box instead.
 *
 * @param iterations the most iterations; the paper has 10
 * @param seed chooses that vertex
 */
record LbfgsBMaximizer(int iterations, long seed) implements BoxMaximizer {
  @Override
  public String name() {
    return "lbfgsb";
  }

  @Override
  public Outcome maximize(Box box) {
    try (PointerScope scope = new PointerScope()) {
      Tensor start = box.vector();
      Tensor gradient = box.baseGradient().clone();
      double value = box.baseValue();
      double scale = meanAbsolute(gradient);
      if (scale == 0) {
        randomVertex(start);
        value = box.evaluate(start, gradient);
        scale = meanAbsolute(gradient);
      }
      if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(value)) {
        return new Outcome(0, "f is flat or not finite at the start");
      }
      Tensor wall = torch.ones_like(start);
      LbfgsBConfig config =
          LbfgsBConfig.defaults().withMaxIterations(iterations).withTolerances(0, 0);
      try (LbfgsBResult result =
          new LbfgsB(config)
              .minimize(new Negated(box, 1 / scale, value, gradient), start, wall.neg(), wall)) {
        return new Outcome(
            result.iterations(), result.termination().description().toLowerCase(Locale.ROOT));
      }
    }
  }

  private void randomVertex(Tensor u) {
    GeneratorOptional generator = new GeneratorOptional(torch.make_generator_cpu(seed));
    u.copy_(torch.randn(new long[] {u.numel()}, generator).sign());
  }

  private static double meanAbsolute(Tensor gradient) {
    try (PointerScope scope = new PointerScope()) {
      return gradient.abs().mean().item_double();
    }
  }

  /** {@code −scale · f}, with the first evaluation, which is known, from memory. */
  private static final class Negated implements DifferentiableFunction {
    private final Box box;
    private final double scale;
    private final double startValue;
    private final Tensor startGradient;
    private boolean started;

    Negated(Box box, double scale, double startValue, Tensor startGradient) {
      this.box = box;
      this.scale = scale;
      this.startValue = startValue;
      this.startGradient = startGradient;
    }

    @Override
    public long dimension() {
      return box.dimension();
    }

    @Override
    public double valueAndGradient(Tensor u, Tensor gradient) {
      double value = startValue;
      if (started) {
        value = box.evaluate(u, gradient);
      } else {
        gradient.copy_(startGradient);
        started = true;
      }
      try (Scalar factor = new Scalar(-scale)) {
        gradient.mul_(factor);
      }
      return -scale * value;
    }
  }
}
