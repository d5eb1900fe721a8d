package dev.basin.sharpness;

import dev.basin.objective.DifferentiableFunction;
import dev.basin.optim.lbfgsb.LbfgsB;
import dev.basin.optim.lbfgsb.LbfgsBConfig;
import dev.basin.optim.lbfgsb.LbfgsBResult;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

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
      Tensor start = everywhere(0, box.dimension());
      double value = box.baseValue();
      double scale = baseScale(box);
      Tensor atVertex = null;
      if (scale == 0) {
        start = randomVertex(box.vector());
        atVertex = box.vector();
        value = box.evaluate(start, atVertex);
        scale = meanAbsolute(atVertex);
      }
      if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(value)) {
        return new Outcome(0, "f is flat or not finite at the start");
      }
      LbfgsBConfig config =
          LbfgsBConfig.defaults().withMaxIterations(iterations).withTolerances(0, 0);
      try (LbfgsBResult result =
          new LbfgsB(config)
              .minimize(
                  new Negated(box, 1 / scale, value, atVertex),
                  start,
                  everywhere(-1, box.dimension()),
                  everywhere(1, box.dimension()))) {
        return new Outcome(
            result.iterations(), result.termination().description().toLowerCase(Locale.ROOT));
      }
    }
  }

  private Tensor randomVertex(Tensor u) {
    GeneratorOptional generator = new GeneratorOptional(torch.make_generator_cpu(seed));
    return u.copy_(torch.randn(new long[] {u.numel()}, generator).sign());
  }

  /** A vector of one number, which takes the memory of one. */
  private static Tensor everywhere(double number, long dimension) {
    return torch
        .full(new long[] {1}, new Scalar(number), new TensorOptions(torch.ScalarType.Double))
        .expand(dimension);
  }

  /** {@code mean_i |∂f/∂u_i|} at u = 0. */
  private static double baseScale(Box box) {
    try (PointerScope scope = new PointerScope()) {
      return meanAbsolute(box.baseGradient());
    }
  }

  private static double meanAbsolute(Tensor gradient) {
    try (PointerScope scope = new PointerScope()) {
      return gradient.abs().mean().item_double();
    }
  }

  /** {@code −scale · f}, whose first evaluation is known. */
  private static final class Negated implements DifferentiableFunction {
    private final Box box;
    private final double scale;
    private final double startValue;
    private final @Nullable Tensor startGradient; // null at u = 0
    private boolean started;

    Negated(Box box, double scale, double startValue, @Nullable Tensor startGradient) {
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
        copyStart(gradient);
        started = true;
      }
      try (Scalar factor = new Scalar(-scale)) {
        gradient.mul_(factor);
      }
      return -scale * value;
    }

    private void copyStart(Tensor gradient) {
      try (PointerScope scope = new PointerScope()) {
        gradient.copy_(startGradient == null ? box.baseGradient() : startGradient);
      }
    }
  }
}
