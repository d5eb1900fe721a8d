package dev.basin.network;

import dev.basin.engine.Seeds;
import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Passes through a {@link Chain} in blocks of points. A phase computes one unit for all blocks,
 * which the members of a {@link Team} share; between two phases BatchNorm's statistics of the whole
 * batch are combined from the blocks'. So a block goes through several operations while it is in
 * the processor's cache, and the bits do not depend on the team's size.
 *
 * <p>Forward phase of unit u, for each block: make u's input h from the z of the unit before;
 * {@code z = affine(h)}; take z's statistics. Backward phase: {@code ∂z} from ∂y and the batch's
 * sums; the gradients of weight and bias, summed lane by lane; ∂h; and from it the ∂y of the unit
 * before, with its sums.
 */
final class ChainPasses implements BatchPasses {
  private final Chain chain;
  private final boolean backward;
  private final KeptActivations kept;
  private final Team team;
  private final PointerScope scope;
  private final List<UnitBuffers> units = new ArrayList<>();
  private RowBlocks blocks = new RowBlocks(0, 0);
  private OptionalLong dropoutSeed = OptionalLong.empty();

  /**
   * Reserves the buffers.
   *
   * @param chain whose passes
   * @param x the flat weights, shape (n); must outlive this
   * @param g receives the flat gradient, shape (n); must outlive this; null for forward passes
   *     alone
   * @param largestBatch the most points of a batch
   * @param memory bytes that kept activations may take
   * @param team who computes
   * @throws IllegalArgumentException if the batch does not fit the memory
   */
  ChainPasses(Chain chain, Tensor x, @Nullable Tensor g, int largestBatch, long memory, Team team) {
    this.chain = chain;
    this.backward = g != null;
    this.team = team;
    kept =
        backward
            ? KeptActivations.within(chain, largestBatch, memory)
            : KeptActivations.none(chain);
    ParameterLayout layout = chain.network().layout();
    int mostBlocks = RowBlocks.of(largestBatch, chain).count();
    try (PointerScope construction = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      scope = construction;
      construction.extend();
      Parameters weights = Parameters.of(layout, x);
      Parameters gradients = g == null ? null : Parameters.of(layout, g);
      for (ChainUnit unit : chain.units()) {
        units.add(UnitBuffers.of(unit, mostBlocks, weights, gradients));
      }
    }
  }

  @Override
  public Tensor forward(Tensor batch, OptionalLong seed) {
    int points = Math.toIntExact(batch.size(0));
    blocks = RowBlocks.of(points, chain);
    dropoutSeed = seed;
    units.forEach(unit -> unit.reset(blocks.count()));
    Tensor logits = torch.empty(points, chain.network().classes());
    for (int u = 0; u < units.size(); u++) {
      int unit = u;
      eachBlock((lane, block) -> forwardBlock(unit, block, batch, logits));
      SplitBatchNorm norm = units.get(u).norm();
      if (norm != null) {
        norm.combine(blocks);
      }
      if (u > 0 && !kept.outputs().get(u - 1)) {
        units.get(u - 1).outputs().dropAll();
      }
    }
    return logits;
  }

  private void forwardBlock(int u, int block, Tensor batch, Tensor logits) {
    UnitBuffers unit = units.get(u);
    boolean keep = backward;
    Tensor z = unit.unit().affine().apply(unit.weights(), input(u, block, batch, keep).flat());
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      norm.observe(block, z);
    }
    if (u == chain.depth()) {
      logits.narrow(0, blocks.from(block), blocks.size(block)).copy_(z);
    } else {
      unit.outputs().put(block, z);
    }
  }

  /**
   * A unit's input.
   *
   * @param flat as the affine layer takes it
   * @param rows as it comes out of the unit before, not flattened
   * @param indices the pool's of the unit before, or null if it has none
   */
  private record Input(Tensor flat, Tensor rows, @Nullable Tensor indices) {
    static Input behind(ChainUnit before, Tensor rows, @Nullable Tensor indices) {
      return new Input(before.flatten() ? rows.flatten(1, -1) : rows, rows, indices);
    }
  }

  /**
   * The input of unit u for a block: held, or made from z of the unit before.
   *
   * @param keep whether to hold what is to be held for the backward pass
   */
  private Input input(int u, int block, Tensor batch, boolean keep) {
    if (u == 0) {
      Tensor first =
          chain.network().arranged(batch).narrow(0, blocks.from(block), blocks.size(block));
      return new Input(first, first, null);
    }
    UnitBuffers before = units.get(u - 1);
    ChainUnit unit = before.unit();
    Tensor held = before.nextInputs().get(block);
    Tensor indices = before.indices().get(block);
    MaxPool pool = unit.pool();
    if (held != null && (pool == null || indices != null)) {
      return Input.behind(unit, held, indices);
    }
    Tensor h = normalised(u - 1, block, batch);
    if (pool != null) {
      T_TensorTensor_T pooled = pool.withIndices(h);
      h = pooled.get0();
      indices = pooled.get1();
    }
    if (held != null) {
      return Input.behind(unit, held, indices);
    }
    if (unit.relu()) {
      h = unit.normalised() || pool != null ? h.relu_() : h.relu();
    }
    Dropout dropout = unit.dropout();
    if (dropout != null && dropoutSeed.isPresent()) {
      h = h.mul(dropout.mask(h, maskSeed(dropoutSeed.getAsLong(), u, block)));
    }
    if (keep && unit.keepsInput()) {
      before.nextInputs().put(block, h);
    }
    if (keep && indices != null && kept.indices().get(u - 1)) {
      before.indices().put(block, indices);
    }
    return Input.behind(unit, h, indices);
  }

  private static long maskSeed(long seed, int u, int block) {
    return Seeds.derive(seed, "dropout", Integer.toString(u), Integer.toString(block));
  }

  /** z of unit u behind its BatchNorm, if it has one. */
  private Tensor normalised(int u, int block, Tensor batch) {
    Tensor z = output(u, block, batch);
    SplitBatchNorm norm = units.get(u).norm();
    return norm == null ? z : norm.normalise(z);
  }

  /** z of unit u for a block: held, or computed again. */
  private Tensor output(int u, int block, Tensor batch) {
    UnitBuffers unit = units.get(u);
    Tensor held = unit.outputs().get(block);
    boolean keep = false;
    return held != null
        ? held
        : unit.unit().affine().apply(unit.weights(), input(u, block, batch, keep).flat());
  }

  @Override
  public void backward(Tensor batch, Tensor slope, @Nullable Tensor inputSlope) {
    Tensor arranged = inputSlope == null ? null : chain.network().arranged(inputSlope);
    for (int u = chain.depth(); u >= 0; u--) {
      int unit = u;
      eachBlock((lane, block) -> backwardBlock(unit, lane, block, batch, slope, arranged));
      try (PointerScope sums = new PointerScope();
          NoGradGuard noGradient = new NoGradGuard()) {
        units.get(u).sumLanes(blocks.lanes());
        if (u > 0) {
          combineSlopes(units.get(u - 1));
        }
      }
    }
  }

  private void backwardBlock(
      int u, int lane, int block, Tensor batch, Tensor lossSlope, @Nullable Tensor batchSlope) {
    UnitBuffers unit = units.get(u);
    Tensor behind = unit.slopes().get(block);
    Tensor slope =
        behind == null ? lossSlope.narrow(0, blocks.from(block), blocks.size(block)) : behind;
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      slope = norm.slope(slope, output(u, block, batch));
    }
    boolean keep = false;
    Input input = input(u, block, batch, keep);
    boolean add = block != lane;
    Tensor inputSlope =
        unit.unit()
            .affine()
            .backward(
                unit.weights().get(0),
                input.flat(),
                slope,
                unit.gradients().get(lane),
                add,
                u > 0 || batchSlope != null);
    unit.slopes().drop(block);
    unit.outputs().drop(block);
    if (inputSlope != null && u > 0) {
      passBack(units.get(u - 1), block, input, inputSlope, output(u - 1, block, batch));
    } else if (inputSlope != null && batchSlope != null) {
      batchSlope.narrow(0, blocks.from(block), blocks.size(block)).copy_(inputSlope);
    }
  }

  /** From the slope at the next unit's input to the slope at y, and its sums. */
  private void passBack(UnitBuffers unit, int block, Input input, Tensor inputSlope, Tensor z) {
    Tensor slope = inputSlope;
    if (unit.unit().flatten()) {
      slope = slope.view(input.rows().sizes());
    }
    if (unit.unit().isPicture()) {
      slope = slope.contiguous(torch.MemoryFormat.ChannelsLast);
    }
    if (unit.unit().relu()) {
      slope = torch.threshold_backward(slope, input.rows(), new Scalar(0.0));
    }
    Dropout dropout = unit.unit().dropout();
    if (dropout != null && dropoutSeed.isPresent()) {
      slope = slope.mul(new Scalar(1 / (1 - dropout.rate())));
    }
    MaxPool pool = unit.unit().pool();
    Tensor indices = input.indices();
    if (pool != null && indices != null) {
      slope = pool.backward(slope, z, indices);
    }
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      norm.observeSlope(block, slope, z);
    }
    unit.slopes().put(block, slope);
    unit.nextInputs().drop(block);
    unit.indices().drop(block);
  }

  private void combineSlopes(UnitBuffers unit) {
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      long places = (long) unit.unit().output().height() * unit.unit().output().width();
      norm.combineSlopes(
          blocks,
          blocks.points() * places,
          unit.normGradients().get(0),
          unit.normGradients().get(1));
    }
  }

  /** What is done with one block. */
  private interface BlockBody {
    void accept(int lane, int block);
  }

  private void eachBlock(BlockBody body) {
    team.forEach(
        blocks.lanes(),
        lane -> {
          for (int block = lane; block < blocks.count(); block += RowBlocks.LANES) {
            try (PointerScope blockScope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
              body.accept(lane, block);
            }
          }
        });
  }

  @Override
  public void close() {
    units.forEach(unit -> unit.reset(0));
    scope.close();
  }
}
