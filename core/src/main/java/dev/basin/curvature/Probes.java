package dev.basin.curvature;

import dev.basin.engine.Seeds;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Random vectors, each from a generator of its own; float64, in the caller's scope. */
final class Probes {
  private Probes() {}

  /** Independent N(0, 1) elements. */
  static Tensor normal(long n, long seed, String purpose, int number) {
    long own = Seeds.derive(seed, "curvature", purpose, Integer.toString(number));
    return torch
        .randn(new long[] {n}, new GeneratorOptional(torch.make_generator_cpu(own)))
        .to(torch.ScalarType.Double);
  }

  /** Independent elements, −1 or 1 with equal chances (Rademacher). */
  static Tensor signs(long n, long seed, String purpose, int number) {
    Tensor positive = normal(n, seed, purpose, number).ge(new Scalar(0.0));
    return positive
        .to(torch.ScalarType.Double)
        .mul_(new Scalar(2.0))
        .sub_(new Scalar(1.0), new Scalar(1.0));
  }
}
