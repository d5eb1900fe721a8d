package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution with bias, in the paper's notation {@code [filters, rows, columns,
 * stride]}, of a picture that is padded with zeros on all sides ({@code (rows − 1)/2} above and
 * below, {@code (columns − 1)/2} left and right). W has the shape (filters, channels, rows,
 * columns). Starts with Glorot-uniform W, whose fans are {@code channels · rows · columns} and
 * {@code filters · rows · columns} (Glorot and Bengio 2010), and b = 0.
 *
 * @param input the shape of the picture
 * @param filters output channels
 * @param rows height of the kernel, odd
 * @param columns width of the kernel, odd
 * @param stride step in both directions, at least 1
 */
record Convolution(PointShape input, int filters, int rows, int columns, int stride)
    implements AffineLayer {

  /** Checks the ranges. */
  Convolution {
    if (filters < 1 || rows % 2 != 1 || columns % 2 != 1 || stride < 1) {
      throw new IllegalArgumentException(
          "convolution [%d, %d, %d, %d]: expected at least 1 filter, odd kernel sizes and a stride"
                  .formatted(filters, rows, columns, stride)
              + " of at least 1");
    }
  }

  @Override
  public String kind() {
    return "conv";
  }

  @Override
  public String describe() {
    return "[%d, %d, %d, %d]".formatted(filters, rows, columns, stride);
  }

  @Override
  public List<ParameterLayout.NamedShape> tensors() {
    return List.of(
        new ParameterLayout.NamedShape(
            "weight",
            List.of((long) filters, (long) input.channels(), (long) rows, (long) columns)),
        new ParameterLayout.NamedShape("bias", List.of((long) filters)));
  }

  @Override
  public void initialise(List<Tensor> tensors, Generator generator) {
    double fans = (double) (input.channels() + filters) * rows * columns;
    double bound = Math.sqrt(6.0 / fans);
    tensors.get(0).uniform_(-bound, bound, new GeneratorOptional(generator));
    tensors.get(1).fill_(new Scalar(0.0));
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor h) {
    return torch.conv2d(
        h,
        tensors.get(0),
        new TensorOptional(tensors.get(1)),
        strides(),
        padding(),
        new long[] {1, 1},
        1);
  }

  @Override
  public @Nullable Tensor backward(
      Tensor weight, Tensor h, Tensor slope, List<Tensor> gradients, boolean add, boolean wanted) {
    T_TensorTensorTensor_T all =
        torch.convolution_backward(
            slope,
            h,
            weight,
            new long[] {filters},
            strides(),
            padding(),
            new long[] {1, 1},
            false,
            new long[] {0, 0},
            1,
            new BoolPointer(3).put(0, wanted).put(1, true).put(2, true));
    if (add) {
      gradients.get(0).add_(all.get1());
      gradients.get(1).add_(all.get2());
    } else {
      gradients.get(0).copy_(all.get1());
      gradients.get(1).copy_(all.get2());
    }
    return wanted ? all.get0() : null;
  }

  private long[] strides() {
    return new long[] {stride, stride};
  }

  private long[] padding() {
    return new long[] {(rows - 1) / 2, (columns - 1) / 2};
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return PointShape.image(
        filters, (shape.height() - 1) / stride + 1, (shape.width() - 1) / stride + 1);
  }

  @Override
  public long forwardFlops() {
    PointShape output = outputs(input);
    return 2L * output.features() * input.channels() * rows * columns;
  }
}
