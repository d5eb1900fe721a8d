package dev.basin.network;

import dev.basin.Formula;
import dev.basin.objective.CrossEntropy;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * How far a gradient in float32 may be from that in float64 on any processor.
 *
 * <p>Rounding alone moves it by a few units in the last place times the square root of the terms of
 * a product: {@link #ROUNDING} of its norm. But the gradient jumps at kinks, where a ReLU's input
 * is 0 or two values of a pool's window are equal: an input of float64 that is nearer to a kink
 * than float32 rounds may lie on its other side there, and which ones do depends on the order in
 * which a processor's kernels add. So the bound has the gradient, in float64, with every input near
 * a kink on the other side: twice its distance, since some may turn and some not. Where no input is
 * near a kink the bound is rounding alone.
 */
public final class Kinks {
  /** {@code 2⁻²⁴ √784} is 1.7e-6: of a layer's products, of which a gradient has a dozen. */
  public static final double ROUNDING = 2e-5;

  /**
   * By how much an input of a ReLU, which BatchNorm makes of size 1, may be off in float32; PyTorch
   * 1.13 was off by 1.5e-5 at most in 3.3 million of F1's, whose products have 784 and 512 terms.
   */
  public static final double NEAR = 2e-5;

  private Kinks() {}

  /**
   * The gradient of the mean cross entropy in float64.
   *
   * @param network a {@link Sequential}, without dropout
   * @param x shape (n); taken as it is
   * @param inputs shape (B, inputs)
   * @param labels int64, shape (B)
   * @param near inputs that are nearer to a kink than this are taken to be on its other side; 0 for
   *     the gradient itself
   */
  public static double[] gradient(
      Network network, Tensor x, Tensor inputs, Tensor labels, double near) {
    Sequential layers = (Sequential) network;
    try (PointerScope scope = new PointerScope();
        AutoGradMode withGradient = new AutoGradMode(true)) {
      Tensor gradient =
          torch.zeros(new long[] {x.numel()}, new TensorOptions(torch.ScalarType.Double));
      Parameters parameters =
          Parameters.withGradient(layers.layout(), x.to(torch.ScalarType.Double), gradient);
      Tensor h = layers.arranged(inputs.to(torch.ScalarType.Double));
      for (int k = 0; k < layers.layers().size(); k++) {
        h = beyond(layers.layers().get(k), tensors(layers, k, parameters), h, near);
      }
      CrossEntropy.mean(h, labels).backward();
      return Formula.read(gradient);
    }
  }

  /**
   * How many inputs of ReLUs are {@link #NEAR} 0 in float64: where none is, none is on the other
   * side in float32 on any processor, and a bound of rounding holds.
   *
   * @param network a {@link Sequential}, without dropout and pools
   * @param x shape (n)
   * @param inputs shape (B, inputs)
   */
  public static long near(Network network, Tensor x, Tensor inputs) {
    Sequential layers = (Sequential) network;
    try (PointerScope scope = new PointerScope()) {
      Parameters parameters = Parameters.of(layers.layout(), x.to(torch.ScalarType.Double));
      Tensor h = layers.arranged(inputs.to(torch.ScalarType.Double));
      long near = 0;
      for (int k = 0; k < layers.layers().size(); k++) {
        Layer layer = layers.layers().get(k);
        if (layer instanceof Relu) {
          near += h.abs().lt(new Scalar(NEAR)).sum().item_long();
        }
        h = layer.apply(tensors(layers, k, parameters), h);
      }
      return near;
    }
  }

  private static List<Tensor> tensors(Sequential network, int layer, Parameters parameters) {
    List<Tensor> tensors = new ArrayList<>();
    for (int k = 0; k < network.layers().get(layer).tensors().size(); k++) {
      tensors.add(parameters.get(network.firstSlot(layer) + k));
    }
    return tensors;
  }

  /** A layer's output with what is near a kink on its other side. */
  private static Tensor beyond(Layer layer, List<Tensor> tensors, Tensor z, double near) {
    if (layer instanceof Relu) {
      Tensor value = z.detach();
      Tensor positive = value.gt(new Scalar(0.0));
      Tensor turned = value.abs().lt(new Scalar(near));
      return z.mul(positive.logical_xor(turned).to(torch.ScalarType.Double));
    }
    if (layer instanceof MaxPool pool) {
      // what is largest is lowered, so that another is where that was nearly as large
      Tensor value = z.detach();
      Tensor largest =
          pool.backward(
              torch.ones_like(pool.apply(List.of(), value)), value, pool.withIndices(value).get1());
      Tensor lowered = value.sub(largest.gt(new Scalar(0.0)).mul(new Scalar(near)));
      T_TensorTensor_T chosen = pool.withIndices(lowered);
      long places = z.size(2) * z.size(3);
      Tensor out = chosen.get1();
      return z.contiguous()
          .view(z.size(0), z.size(1), places)
          .gather(2, out.contiguous().view(z.size(0), z.size(1), out.size(2) * out.size(3)))
          .view(out.size(0), out.size(1), out.size(2), out.size(3));
    }
    return layer.apply(tensors, z);
  }

  /**
   * The bound for a gradient in float32, as a 2-norm.
   *
   * @param exact the gradient in float64
   * @param turned the same with every kink turned that is {@link #NEAR}
   */
  public static double bound(double[] exact, double[] turned) {
    return ROUNDING * norm(exact) + 2 * distance(turned, exact);
  }

  /** The same for the mean cross entropy of a batch. */
  public static double bound(Network network, Tensor x, Tensor inputs, Tensor labels) {
    return bound(
        gradient(network, x, inputs, labels, 0), gradient(network, x, inputs, labels, NEAR));
  }

  /** ‖a‖₂. */
  public static double norm(double[] a) {
    double norm = 0;
    for (double element : a) {
      norm = Math.hypot(norm, element);
    }
    return norm;
  }

  /** ‖a − b‖₂. */
  public static double distance(double[] a, double[] b) {
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance = Math.hypot(distance, a[i] - b[i]);
    }
    return distance;
  }
}
