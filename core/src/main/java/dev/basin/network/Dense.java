package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * {@code z = h Wᵀ + b} with W of shape (outputs, inputs). Starts with Glorot-uniform W, {@code
 * U(±√(6/(inputs+outputs)))} (Glorot and Bengio 2010), and b = 0.
 */
record Dense(long inputs, long outputs) implements AffineLayer {
  @Override
  public String kind() {
    return "linear";
  }

  @Override
  public String describe() {
    return "Dense " + outputs;
  }

  @Override
  public List<ParameterLayout.NamedShape> tensors() {
    return List.of(
        new ParameterLayout.NamedShape("weight", List.of(outputs, inputs)),
        new ParameterLayout.NamedShape("bias", List.of(outputs)));
  }

  @Override
  public void initialise(List<Tensor> tensors, Generator generator) {
    double bound = Math.sqrt(6.0 / (inputs + outputs));
    tensors.get(0).uniform_(-bound, bound, new GeneratorOptional(generator));
    tensors.get(1).fill_(new Scalar(0.0));
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor h) {
    return torch.linear(h, tensors.get(0), new TensorOptional(tensors.get(1)));
  }

  /** {@code ∂W = dᵀ h}, {@code ∂b = Σ d}, {@code ∂h = d W}. */
  @Override
  public @Nullable Tensor backward(
      Tensor weight, Tensor h, Tensor slope, List<Tensor> gradients, boolean add, boolean wanted) {
    Scalar before = new Scalar(add ? 1.0 : 0.0);
    gradients.get(0).addmm_(slope.t(), h, before, new Scalar(1.0));
    Tensor bias = slope.sum(0);
    if (add) {
      gradients.get(1).add_(bias);
    } else {
      gradients.get(1).copy_(bias);
    }
    return wanted ? slope.mm(weight) : null;
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return PointShape.vector(Math.toIntExact(outputs));
  }

  @Override
  public long forwardFlops() {
    return 2 * inputs * outputs;
  }
}
