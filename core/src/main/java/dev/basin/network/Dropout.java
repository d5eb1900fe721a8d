package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * In training sets each value to 0 with probability {@code rate} and divides the others by {@code 1
 * − rate}; in evaluation does nothing (Srivastava et al. 2014, with the scaling moved into
 * training).
 *
 * @param rate the probability of 0, in [0, 1)
 */
record Dropout(double rate) implements WeightlessLayer {

  /** Checks the range. */
  Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate is " + rate + "; expected in [0, 1)");
    }
  }

  @Override
  public String describe() {
    return "Dropout " + rate;
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor h) {
    return h;
  }

  /**
   * A mask to multiply by: 0 or {@code 1/(1 − rate)}.
   *
   * @param like a tensor of the shape and memory format wanted
   * @param seed seeds this mask's own generator
   */
  Tensor mask(Tensor like, long seed) {
    return torch
        .empty_like(like)
        .bernoulli_(1 - rate, new GeneratorOptional(torch.make_generator_cpu(seed)))
        .mul_(new Scalar(1 / (1 - rate)));
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return shape;
  }
}
