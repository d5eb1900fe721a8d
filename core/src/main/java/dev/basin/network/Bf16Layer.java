package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An affine layer whose factors are rounded to bfloat16 before they are multiplied. Weights,
 * gradients and activations are kept in float32.
 */
record Bf16Layer(AffineLayer exact) implements AffineLayer {
  @Override
  public String kind() {
    return exact.kind();
  }

  @Override
  public String describe() {
    return exact.describe();
  }

  @Override
  public List<ParameterLayout.NamedShape> tensors() {
    return exact.tensors();
  }

  @Override
  public void initialise(List<Tensor> tensors, Generator generator) {
    exact.initialise(tensors, generator);
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor h) {
    List<Tensor> rounded = List.of(rounded(tensors.get(0)), rounded(tensors.get(1)));
    return exact.apply(rounded, rounded(h)).to(torch.ScalarType.Float);
  }

  @Override
  public @Nullable Tensor backward(
      Tensor weight, Tensor h, Tensor slope, List<Tensor> gradients, boolean add, boolean wanted) {
    Tensor roundedWeight = rounded(weight);
    List<Tensor> sums =
        List.of(torch.empty_like(roundedWeight), torch.empty_like(rounded(gradients.get(1))));
    Tensor inputSlope =
        exact.backward(roundedWeight, rounded(h), rounded(slope), sums, false, wanted);
    for (int k = 0; k < 2; k++) {
      if (add) {
        gradients.get(k).add_(sums.get(k));
      } else {
        gradients.get(k).copy_(sums.get(k));
      }
    }
    return inputSlope == null ? null : inputSlope.to(torch.ScalarType.Float);
  }

  private static Tensor rounded(Tensor values) {
    return values.to(torch.ScalarType.BFloat16);
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return exact.outputs(shape);
  }

  @Override
  public long forwardFlops() {
    return exact.forwardFlops();
  }
}
