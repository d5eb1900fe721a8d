package dev.basin.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A layer whose output is affine in its input and in its two tensors, a weight and a bias. */
interface AffineLayer extends Layer {

  /**
   * The gradient of a batch, by hand.
   *
   * @param weight the weight tensor W
   * @param h the input of the batch
   * @param slope ∂loss/∂z, z being the output
   * @param gradients of the weight and of the bias: overwritten, or added to
   * @param add whether to add to {@code gradients}
   * @param wanted whether ∂loss/∂h is wanted
   * @return ∂loss/∂h, in h's shape, or null if it is not wanted
   */
  @Nullable Tensor backward(
      Tensor weight, Tensor h, Tensor slope, List<Tensor> gradients, boolean add, boolean wanted);
}
