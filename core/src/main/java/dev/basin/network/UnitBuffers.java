package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ChainPasses} holds for one unit: views of its weights, room for their gradients, and
 * kept activations. Belongs to the scope that is open when it is made.
 *
 * @param unit whose they are
 * @param weights weight and bias
 * @param norm BatchNorm, or null
 * @param gradients for each lane, where it sums the gradients of weight and bias; the first lane's
 *     are g's own; empty without a backward pass
 * @param normGradients ∂γ and ∂β; empty without BatchNorm or a backward pass
 * @param output z of the batch, or null where it is not kept
 * @param nextInput the next unit's input, or null where it is not kept
 * @param indices a pool's, or null where they are not kept
 */
record UnitBuffers(
    ChainUnit unit,
    List<Tensor> weights,
    @Nullable SplitBatchNorm norm,
    List<List<Tensor>> gradients,
    List<Tensor> normGradients,
    @Nullable Tensor output,
    @Nullable Tensor nextInput,
    @Nullable Tensor indices) {

  /**
   * Makes room.
   *
   * @param unit for which
   * @param points the most points of a batch
   * @param mostBlocks the most blocks of a batch
   * @param x views of the weights
   * @param g views of the gradient, or null without a backward pass
   * @param keepOutput whether z is kept
   * @param keepIndices whether a pool's indices are kept
   */
  static UnitBuffers of(
      ChainUnit unit,
      int points,
      int mostBlocks,
      Parameters x,
      @Nullable Parameters g,
      boolean keepOutput,
      boolean keepIndices) {
    List<List<Tensor>> gradients = new ArrayList<>();
    List<Tensor> normGradients = new ArrayList<>();
    if (g != null) {
      List<Tensor> own = pair(g, unit.slot());
      gradients.add(own);
      for (int lane = 1; lane < RowBlocks.LANES; lane++) {
        gradients.add(List.of(torch.empty_like(own.get(0)), torch.empty_like(own.get(1))));
      }
      if (unit.normalised()) {
        normGradients.addAll(pair(g, unit.normSlot()));
      }
    }
    SplitBatchNorm norm = null;
    if (unit.normalised()) {
      List<Tensor> gammaBeta = pair(x, unit.normSlot());
      norm = new SplitBatchNorm(gammaBeta.get(0), gammaBeta.get(1), mostBlocks);
    }
    return new UnitBuffers(
        unit,
        pair(x, unit.slot()),
        norm,
        List.copyOf(gradients),
        List.copyOf(normGradients),
        keepOutput ? room(points, unit.output(), torch.ScalarType.Float) : null,
        g != null && unit.keepsInput() ? room(points, unit.pooled(), torch.ScalarType.Float) : null,
        keepIndices ? room(points, unit.pooled(), torch.ScalarType.Long) : null);
  }

  private static List<Tensor> pair(Parameters parameters, int slot) {
    return List.of(parameters.get(slot), parameters.get(slot + 1));
  }

  /** Memory for a batch, one after another; what is never touched costs nothing. */
  private static Tensor room(int points, PointShape shape, torch.ScalarType type) {
    return torch.empty(
        new long[] {(long) points * shape.features()},
        new TensorOptions(type),
        new MemoryFormatOptional());
  }

  /** Rows of z's in a buffer of them. */
  Tensor outputRows(Tensor buffer, int from, int count) {
    return rows(buffer, unit.output(), from, count);
  }

  /** Rows of the next unit's inputs, before flattening, in a buffer of them. */
  Tensor pooledRows(Tensor buffer, int from, int count) {
    return rows(buffer, unit.pooled(), from, count);
  }

  private Tensor rows(Tensor buffer, PointShape shape, int from, int count) {
    long features = shape.features();
    Tensor part = buffer.narrow(0, from * features, count * features);
    return unit.isPicture()
        ? part.view(count, shape.height(), shape.width(), shape.channels()).permute(0, 3, 1, 2)
        : part.view(count, features);
  }
}
