package dev.basin.network;

import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code z = h Wᵀ + b} with W of shape (outputs, inputs). Starts with Glorot-uniform W, {@code
 * U(±√(6/(inputs+outputs)))} (Glorot and Bengio 2010), and b = 0.
 */
record Dense(long inputs, long outputs) implements Layer {
  @Override
  public String kind() {
    return "linear";
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

  @Override
  public long outputs(long features) {
    return outputs;
  }
}
