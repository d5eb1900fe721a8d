package dev.basin.sharpness;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code u ← sign(∂f/∂u)}: the Frank–Wolfe step of full length over the box, from u = 0. Each step
 * goes to the vertex where the linear model is largest. Where f is not finite the step is halved.
 *
 * @param steps the most steps, at least 1
 */
record SignAscent(int steps) implements BoxMaximizer {
  @Override
  public String name() {
    return "sign";
  }

  @Override
  public Outcome maximize(Box box) {
    try (PointerScope scope = new PointerScope()) {
      Tensor u = box.vector();
      Tensor gradient = box.baseGradient();
      for (int step = 1; step <= steps; step++) {
        Tensor target = gradient.sign();
        if (target.equal(u)) {
          return new Outcome(step - 1, "the vertex repeats");
        }
        if (!box.step(u, target, gradient)) {
          return new Outcome(step, "f is not finite");
        }
      }
      return new Outcome(steps, "step limit");
    }
  }
}
