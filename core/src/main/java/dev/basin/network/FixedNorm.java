package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code γ (z − mean) / √(var + 1e-5) + β} for each feature, with statistics that are constants: a
 * {@link BatchNorm} whose running statistics are in force.
 *
 * @param norm whose weights it has
 * @param statistics the constants
 */
record FixedNorm(BatchNorm norm, NormStatistics statistics) implements Layer {
  @Override
  public String kind() {
    return norm.kind();
  }

  @Override
  public String describe() {
    return norm.describe();
  }

  @Override
  public List<ParameterLayout.NamedShape> tensors() {
    return norm.tensors();
  }

  @Override
  public void initialise(List<Tensor> tensors, Generator generator) {
    norm.initialise(tensors, generator);
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor z) {
    double unusedMomentum = 0.1;
    return torch.batch_norm(
        z,
        new TensorOptional(tensors.get(0)),
        new TensorOptional(tensors.get(1)),
        new TensorOptional(constant(statistics.mean(), z)),
        new TensorOptional(constant(statistics.variance(), z)),
        false,
        unusedMomentum,
        BatchNorm.EPSILON,
        false);
  }

  private static Tensor constant(List<Double> values, Tensor like) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Tensor.create(array).to(like.scalar_type());
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return norm.outputs(shape);
  }
}
