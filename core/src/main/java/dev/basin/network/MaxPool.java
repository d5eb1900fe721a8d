package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The largest value of each {@code size × size} window of a channel, two rows and two columns
 * apart; windows of odd size are centred, with {@code (size − 1)/2} places outside the picture that
 * never win.
 */
record MaxPool(int size) implements WeightlessLayer {
  private static final int STRIDE = 2;

  /** Checks the range. */
  MaxPool {
    if (size < 2) {
      throw new IllegalArgumentException("MaxPool(" + size + "): expected a size of at least 2");
    }
  }

  @Override
  public String describe() {
    return "MaxPool(" + size + ")";
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor h) {
    return torch.max_pool2d(h, sizes(), strides(), padding(), new long[] {1, 1}, false);
  }

  /** The output, and where in its window each came from. */
  T_TensorTensor_T withIndices(Tensor h) {
    return torch.max_pool2d_with_indices(
        h, sizes(), strides(), padding(), new long[] {1, 1}, false);
  }

  /**
   * ∂loss/∂input.
   *
   * @param slope ∂loss/∂output
   * @param input any tensor of the input's shape and memory format
   * @param indices from {@link #withIndices}
   */
  Tensor backward(Tensor slope, Tensor input, Tensor indices) {
    return torch.max_pool2d_with_indices_backward(
        slope, input, sizes(), strides(), padding(), new long[] {1, 1}, false, indices);
  }

  private long[] sizes() {
    return new long[] {size, size};
  }

  private static long[] strides() {
    return new long[] {STRIDE, STRIDE};
  }

  private long[] padding() {
    return new long[] {pad(), pad()};
  }

  private int pad() {
    return size % 2 == 1 ? (size - 1) / 2 : 0;
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return PointShape.image(
        shape.channels(),
        (shape.height() + 2 * pad() - size) / STRIDE + 1,
        (shape.width() + 2 * pad() - size) / STRIDE + 1);
  }
}
