package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * {@code γ (z − mean) / √(var + 1e-5) + β} for each feature, with the mean and the biased variance
 * of the batch at hand, in training and in evaluation alike (Ioffe and Szegedy 2015; the authors of
 * Keskar et al. 2017 evaluate so too). Starts with γ = 1, β = 0.
 */
record BatchNorm(long features) implements Layer {
  static final double EPSILON = 1e-5;

  @Override
  public String kind() {
    return "norm";
  }

  @Override
  public String describe() {
    return "BatchNorm";
  }

  @Override
  public List<ParameterLayout.NamedShape> tensors() {
    return List.of(
        new ParameterLayout.NamedShape("weight", List.of(features)),
        new ParameterLayout.NamedShape("bias", List.of(features)));
  }

  @Override
  public void initialise(List<Tensor> tensors, Generator generator) {
    tensors.get(0).fill_(new Scalar(1.0));
    tensors.get(1).fill_(new Scalar(0.0));
  }

  @Override
  public Tensor apply(List<Tensor> tensors, Tensor z) {
    TensorOptional noRunningStatistics = new TensorOptional();
    double unusedMomentum = 0.1;
    return torch.batch_norm(
        z,
        new TensorOptional(tensors.get(0)),
        new TensorOptional(tensors.get(1)),
        noRunningStatistics,
        noRunningStatistics,
        true,
        unusedMomentum,
        EPSILON,
        false);
  }

  /** Mean and unbiased variance of each feature over the batch (and its places, in pictures). */
  static NormStatistics statisticsOf(Tensor z) {
    try (PointerScope scope = new PointerScope()) {
      Tensor rows = z.dim() == 4 ? z.permute(0, 2, 3, 1).flatten(0, 2) : z;
      Tensor values = rows.to(torch.ScalarType.Double);
      return new NormStatistics(
          list(values.mean(0)), list(values.var(new long[] {0}, true, false)));
    }
  }

  private static List<Double> list(Tensor values) {
    List<Double> list = new ArrayList<>();
    for (long i = 0; i < values.numel(); i++) {
      list.add(values.select(0, i).item_double());
    }
    return list;
  }

  @Override
  public PointShape outputs(PointShape shape) {
    return shape;
  }
}
