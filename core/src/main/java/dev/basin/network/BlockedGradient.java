package dev.basin.network;

import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Forward and backward passes, by hand, of a network of {@link Dense}, {@link BatchNorm}, {@link
 * Relu} layers and a {@link Dense} output: what autograd computes, but with every layer cut into
 * blocks of features that a {@link Team} shares, with no copy between the products and the flat
 * gradient, and with all buffers reused.
 *
 * <p>BatchNorm's statistics belong to one feature, so a block of features needs no other block's.
 * For layer l with input h (B × in), weights W, and d = ∂loss/∂z (B × out), a block of rows of W:
 *
 * <pre>
 * z = h Wᵀ + b        h' = relu(batchnorm(z))
 * ∂W = dᵀ h           ∂b = Σ d           ∂h = d W (a block of its columns)
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
final class BlockedGradient implements BatchPasses {
  private static final int BLOCKS = 2;
  private static final double MOMENTUM = 0.1;

  private final PointerScope scope;
  private final Team team;
  private final List<Hidden> hidden = new ArrayList<>();
  private final Output output;
  private final Tensor[] activations;
  private final Tensor[] slopes;
  private final TensorOptional none;
  private final BoolPointer all;
  private final Scalar zero;

  /** One block of features of one hidden layer. */
  private record Block(
      long from,
      long count,
      Tensor transposedWeight,
      Tensor bias,
      TensorOptional gamma,
      TensorOptional beta,
      Tensor gradWeight,
      Tensor gradBias,
      Tensor gradGamma,
      Tensor gradBeta,
      Tensor preactivation,
      Tensor normalised,
      Tensor mean,
      Tensor inverseDeviation,
      Tensor incoming) {}

  private record Hidden(Tensor weight, List<Block> blocks) {}

  private record Output(
      Tensor weight, Tensor transposedWeight, Tensor bias, Tensor gradWeight, Tensor gradBias) {}

  /**
   * Reserves the buffers.
   *
   * @param network must be {@link #supports supported}
   * @param x the flat weights, shape (n); must outlive this
   * @param g receives the flat gradient, shape (n); must outlive this
   * @param largestBatch the most points of a batch
   * @param team who computes
   */
  BlockedGradient(Sequential network, Tensor x, Tensor g, int largestBatch, Team team) {
    this.team = team;
    try (PointerScope construction = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      scope = construction;
      construction.extend();
      none = new TensorOptional();
      all = new BoolPointer(3).put(0, true).put(1, true).put(2, true);
      zero = new Scalar(0.0);
      Parameters weights = Parameters.of(network.layout(), x);
      Parameters gradients = Parameters.of(network.layout(), g);
      int depth = network.denseLayers() - 1;
      activations = new Tensor[depth + 1];
      slopes = new Tensor[depth];
      for (int l = 0; l < depth; l++) {
        hidden.add(hidden(network, weights, gradients, l, largestBatch));
        long features = weights.get(2 * l).size(0);
        activations[l + 1] = torch.zeros(largestBatch, features);
        slopes[l] = torch.zeros(largestBatch, features);
      }
      Tensor weight = weights.get(2 * depth);
      output =
          new Output(
              weight,
              weight.t(),
              weights.get(2 * depth + 1),
              gradients.get(2 * depth),
              gradients.get(2 * depth + 1));
    }
  }

  private static Hidden hidden(
      Sequential network, Parameters weights, Parameters gradients, int layer, int largestBatch) {
    int norm = 2 * network.denseLayers() + 2 * layer;
    Tensor weight = weights.get(2 * layer);
    long features = weight.size(0);
    List<Block> blocks = new ArrayList<>();
    for (int k = 0; k < BLOCKS; k++) {
      long from = features * k / BLOCKS;
      long count = features * (k + 1) / BLOCKS - from;
      blocks.add(
          new Block(
              from,
              count,
              weight.narrow(0, from, count).t(),
              weights.get(2 * layer + 1).narrow(0, from, count),
              new TensorOptional(weights.get(norm).narrow(0, from, count)),
              new TensorOptional(weights.get(norm + 1).narrow(0, from, count)),
              gradients.get(2 * layer).narrow(0, from, count),
              gradients.get(2 * layer + 1).narrow(0, from, count),
              gradients.get(norm).narrow(0, from, count),
              gradients.get(norm + 1).narrow(0, from, count),
              torch.zeros(largestBatch, count),
              torch.zeros(largestBatch, count),
              torch.zeros(count),
              torch.zeros(count),
              torch.zeros(largestBatch, count)));
    }
    return new Hidden(weight, List.copyOf(blocks));
  }

  /** Whether the network is of the kind that this computes. */
  static boolean supports(List<Layer> layers) {
    int last = layers.size() - 1;
    boolean fits = last % 3 == 0 && last > 0 && layers.get(last) instanceof Dense;
    for (int k = 0; k < last; k++) {
      Layer layer = layers.get(k);
      fits &=
          switch (k % 3) {
            case 0 -> layer instanceof Dense dense && dense.outputs() >= BLOCKS;
            case 1 -> layer instanceof BatchNorm;
            default -> layer instanceof Relu;
          };
    }
    return fits;
  }

  @Override
  public Tensor forward(Tensor batch, OptionalLong dropoutSeed) {
    long size = batch.size(0);
    for (int l = 0; l < hidden.size(); l++) {
      int layer = l;
      Tensor input = l == 0 ? batch : activations[l].narrow(0, 0, size);
      team.forEach(
          BLOCKS, k -> forwardBlock(layer, hidden.get(layer).blocks().get(k), input, size));
    }
    return torch.addmm(
        output.bias(), activations[hidden.size()].narrow(0, 0, size), output.transposedWeight());
  }

  private void forwardBlock(int layer, Block block, Tensor input, long size) {
    try (PointerScope blockScope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Tensor z = block.preactivation().narrow(0, 0, size);
      Tensor y = block.normalised().narrow(0, 0, size);
      torch.addmm_out(z, block.bias(), input, block.transposedWeight());
      torch.native_batch_norm_out(
          y,
          block.mean(),
          block.inverseDeviation(),
          z,
          block.gamma(),
          block.beta(),
          none,
          none,
          true,
          MOMENTUM,
          BatchNorm.EPSILON);
      Tensor h = activations[layer + 1].narrow(0, 0, size).narrow(1, block.from(), block.count());
      torch.relu_out(h, y);
    }
  }

  @Override
  public void backward(Tensor batch, Tensor slope, @Nullable Tensor inputSlope) {
    long size = batch.size(0);
    int depth = hidden.size();
    for (int l = depth - 1; l >= -1; l--) {
      int layer = l;
      Tensor d = l == depth - 1 ? slope : slopes[l + 1].narrow(0, 0, size);
      Tensor h = l < 0 ? batch : activations[l + 1].narrow(0, 0, size);
      team.forEach(BLOCKS, k -> backwardBlock(layer, k, d, h, size));
    }
    if (inputSlope != null) {
      try (NoGradGuard noGradient = new NoGradGuard()) {
        torch.mm_out(inputSlope, slopes[0].narrow(0, 0, size), hidden.get(0).weight());
      }
    }
  }

  /**
   * The weights' gradient of a block of layer l + 1, and then the slope at a block of layer l.
   *
   * @param layer l, −1 for the input
   * @param index the block
   * @param d ∂loss/∂z of layer l + 1
   * @param h the input of layer l + 1
   */
  private void backwardBlock(int layer, int index, Tensor d, Tensor h, long size) {
    try (PointerScope blockScope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      if (layer + 1 < hidden.size()) {
        Block above = hidden.get(layer + 1).blocks().get(index);
        Tensor part = d.narrow(1, above.from(), above.count());
        weightGradient(above.gradWeight(), above.gradBias(), part, h);
      } else if (index == 0) {
        weightGradient(output.gradWeight(), output.gradBias(), d, h);
      }
      if (layer >= 0) {
        Tensor weight =
            layer + 1 < hidden.size() ? hidden.get(layer + 1).weight() : output.weight();
        slope(layer, hidden.get(layer).blocks().get(index), d, weight, h, size);
      }
    }
  }

  private static void weightGradient(Tensor gradWeight, Tensor gradBias, Tensor d, Tensor h) {
    torch.mm_out(gradWeight, d.t(), h);
    torch.sum_out(gradBias, d, new long[] {0}, false, new ScalarTypeOptional());
  }

  private void slope(int layer, Block block, Tensor d, Tensor weight, Tensor h, long size) {
    Tensor incoming = block.incoming().narrow(0, 0, size); // ∂loss/∂h, then behind the ReLU
    torch.mm_out(incoming, d, weight.narrow(1, block.from(), block.count()));
    Tensor active = h.narrow(1, block.from(), block.count());
    T_TensorTensorTensor_T gradients =
        torch.native_batch_norm_backward(
            torch.threshold_backward_out(incoming, incoming, active, zero),
            block.preactivation().narrow(0, 0, size),
            block.gamma(),
            none,
            none,
            new TensorOptional(block.mean()),
            new TensorOptional(block.inverseDeviation()),
            true,
            BatchNorm.EPSILON,
            all);
    slopes[layer].narrow(0, 0, size).narrow(1, block.from(), block.count()).copy_(gradients.get0());
    block.gradGamma().copy_(gradients.get1());
    block.gradBeta().copy_(gradients.get2());
  }

  @Override
  public void close() {
    scope.close();
  }
}
