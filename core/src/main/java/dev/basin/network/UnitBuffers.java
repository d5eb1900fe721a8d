package dev.basin.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ChainPasses} holds for one unit: views of its weights, room for their gradients, and
 * activations of the batch at hand. Tensors but the activations belong to the scope that is open
 * when it is made.
 *
 * @param unit whose they are
 * @param weights weight and bias
 * @param norm BatchNorm, or null
 * @param gradients for each lane, where it sums the gradients of weight and bias; the first lane's
 *     are g's own; empty without a backward pass
 * @param normGradients ∂γ and ∂β; empty without BatchNorm or a backward pass
 * @param outputs z
 * @param nextInputs the next unit's inputs, before flattening
 * @param indices a pool's
 * @param slopes ∂loss/∂y, y being z behind BatchNorm
 */
record UnitBuffers(
    ChainUnit unit,
    List<Tensor> weights,
    @Nullable SplitBatchNorm norm,
    List<List<Tensor>> gradients,
    List<Tensor> normGradients,
    BlockTensors outputs,
    BlockTensors nextInputs,
    BlockTensors indices,
    BlockTensors slopes) {

  /**
   * Makes room.
   *
   * @param unit for which
   * @param mostBlocks the most blocks of a batch
   * @param x views of the weights
   * @param g views of the gradient, or null without a backward pass
   */
  static UnitBuffers of(ChainUnit unit, int mostBlocks, Parameters x, @Nullable Parameters g) {
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
        new BlockTensors(),
        new BlockTensors(),
        new BlockTensors(),
        new BlockTensors());
  }

  private static List<Tensor> pair(Parameters parameters, int slot) {
    return List.of(parameters.get(slot), parameters.get(slot + 1));
  }

  /** Forgets the batch and makes room for another of that many blocks. */
  void reset(int blocks) {
    for (BlockTensors kept : List.of(outputs, nextInputs, indices, slopes)) {
      kept.reset(blocks);
    }
  }

  /** Sums the lanes' gradients into g. */
  void sumLanes(int lanes) {
    for (int lane = 1; lane < lanes; lane++) {
      for (int k = 0; k < 2; k++) {
        gradients.get(0).get(k).add_(gradients.get(lane).get(k));
      }
    }
  }
}
