package dev.basin.network;

import dev.basin.engine.Seeds;
import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
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
  private final Team team;
  private final PointerScope scope;
  private final List<UnitBuffers> units = new ArrayList<>();

  /**
   * Room for two neighbouring units' ∂y in the backward pass, and in the forward pass for their z
   * where it is not kept.
   */
  private final Tensor[] passing = new Tensor[2];

  private int points;
  private OptionalLong dropoutSeed = OptionalLong.empty();

  /** Until which unit z is there, kept or passing. */
  private int computed;

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
    this.team = team;
    KeptActivations kept =
        g == null
            ? KeptActivations.none(chain)
            : KeptActivations.within(chain, largestBatch, memory);
    ParameterLayout layout = chain.network().layout();
    int mostBlocks =
        chain.units().stream()
            .mapToInt(unit -> RowBlocks.of(largestBatch, unit).count())
            .max()
            .orElse(1);
    try (PointerScope construction = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      scope = construction;
      construction.extend();
      Parameters weights = Parameters.of(layout, x);
      Parameters gradients = g == null ? null : Parameters.of(layout, g);
      long[] widest = new long[2];
      for (int u = 0; u < chain.units().size(); u++) {
        ChainUnit unit = chain.units().get(u);
        units.add(
            UnitBuffers.of(
                unit,
                largestBatch,
                mostBlocks,
                weights,
                gradients,
                kept.outputs().get(u),
                kept.indices().get(u)));
        widest[u % 2] = Math.max(widest[u % 2], unit.output().features());
      }
      for (int k = 0; k < 2; k++) {
        passing[k] =
            torch.empty(
                new long[] {widest[k] * largestBatch},
                new TensorOptions(torch.ScalarType.Float),
                new MemoryFormatOptional());
      }
    }
  }

  @Override
  public Tensor forward(Tensor batch, OptionalLong seed) {
    points = Math.toIntExact(batch.size(0));
    dropoutSeed = seed;
    for (int u = 0; u < units.size(); u++) {
      computed = u - 1;
      int unit = u;
      RowBlocks blocks = blocks(u);
      eachBlock(blocks, (lane, block) -> forwardBlock(unit, blocks, block, batch));
      SplitBatchNorm norm = units.get(u).norm();
      if (norm != null) {
        norm.combine(blocks);
      }
    }
    computed = -1;
    UnitBuffers last = units.get(chain.depth());
    return last.outputRows(room(chain.depth()), 0, points).clone();
  }

  /** Where a unit's z goes in the forward pass. */
  private Tensor room(int u) {
    Tensor kept = units.get(u).output();
    return kept == null ? passing[u % 2] : kept;
  }

  private void forwardBlock(int u, RowBlocks blocks, int block, Tensor batch) {
    UnitBuffers unit = units.get(u);
    int from = blocks.from(block);
    int count = blocks.size(block);
    boolean save = true;
    Tensor z =
        unit.unit().affine().apply(unit.weights(), input(u, from, count, batch, save).flat());
    unit.outputRows(room(u), from, count).copy_(z);
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      norm.observe(block, z);
    }
  }

  /**
   * A unit's input.
   *
   * @param flat as the affine layer takes it
   * @param rows as it comes out of the unit before, not flattened
   * @param indices the pool's of the unit before, or null if it has none
   */
  private record Input(Tensor flat, Tensor rows, @Nullable Tensor indices) {}

  /** The input of unit u for some rows: kept, or made from z of the unit before. */
  private Input input(int u, int from, int count, Tensor batch, boolean save) {
    if (u == 0) {
      Tensor first = chain.network().arranged(batch).narrow(0, from, count);
      return new Input(first, first, null);
    }
    UnitBuffers before = units.get(u - 1);
    Tensor kept = before.nextInput();
    Tensor indices = before.indices();
    MaxPool pool = before.unit().pool();
    boolean held = !save && kept != null;
    if (held && kept != null && (pool == null || indices != null)) {
      Tensor rows = before.pooledRows(kept, from, count);
      return new Input(
          flat(before, rows),
          rows,
          indices == null ? null : before.pooledRows(indices, from, count));
    }
    Tensor y = normalised(u - 1, from, count, batch);
    Tensor found = null;
    Tensor h = y;
    if (pool != null) {
      T_TensorTensor_T pooled = pool.withIndices(y);
      h = pooled.get0();
      found = pooled.get1();
    }
    if (held && kept != null) { // only the indices were to be found again
      Tensor rows = before.pooledRows(kept, from, count);
      return new Input(flat(before, rows), rows, found);
    }
    if (before.unit().relu()) {
      h = torch.relu(h);
    }
    Dropout dropout = before.unit().dropout();
    if (dropout != null && dropoutSeed.isPresent()) {
      h = h.mul(dropout.mask(h, maskSeed(dropoutSeed.getAsLong(), u, from)));
    }
    if (save && kept != null) {
      before.pooledRows(kept, from, count).copy_(h);
    }
    if (save && indices != null && found != null) {
      before.pooledRows(indices, from, count).copy_(found);
    }
    return new Input(flat(before, h), h, found);
  }

  private static Tensor flat(UnitBuffers before, Tensor rows) {
    return before.unit().flatten() ? rows.flatten(1, -1) : rows;
  }

  private static long maskSeed(long seed, int u, int from) {
    return Seeds.derive(seed, "dropout", Integer.toString(u), Integer.toString(from));
  }

  /** z of unit u behind its BatchNorm, if it has one. */
  private Tensor normalised(int u, int from, int count, Tensor batch) {
    Tensor z = output(u, from, count, batch);
    SplitBatchNorm norm = units.get(u).norm();
    return norm == null ? z : norm.normalise(z);
  }

  /** z of unit u for some rows: kept, passing, or computed again. */
  private Tensor output(int u, int from, int count, Tensor batch) {
    UnitBuffers unit = units.get(u);
    Tensor kept = unit.output();
    if (kept != null || u == computed) {
      return unit.outputRows(room(u), from, count);
    }
    boolean save = false;
    return unit.unit().affine().apply(unit.weights(), input(u, from, count, batch, save).flat());
  }

  @Override
  public void backward(Tensor batch, Tensor slope) {
    try (NoGradGuard noGradient = new NoGradGuard()) {
      units.get(chain.depth()).outputRows(passing[chain.depth() % 2], 0, points).copy_(slope);
      for (int u = chain.depth(); u >= 0; u--) {
        int unit = u;
        RowBlocks blocks = blocks(u);
        eachBlock(blocks, (lane, block) -> backwardBlock(unit, blocks, lane, block, batch));
        sumLanes(units.get(u), blocks.lanes());
        if (u > 0) {
          combineSlopes(units.get(u - 1), blocks);
        }
      }
    }
  }

  private void backwardBlock(int u, RowBlocks blocks, int lane, int block, Tensor batch) {
    UnitBuffers unit = units.get(u);
    int from = blocks.from(block);
    int count = blocks.size(block);
    Tensor slope = unit.outputRows(passing[u % 2], from, count);
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      slope = norm.slope(slope, output(u, from, count, batch));
    }
    boolean save = false;
    Input input = input(u, from, count, batch, save);
    boolean first = block == lane;
    Tensor inputSlope =
        unit.unit()
            .affine()
            .backward(
                unit.weights().get(0),
                input.flat(),
                slope,
                unit.gradients().get(lane),
                !first,
                u > 0);
    if (inputSlope != null) {
      passBack(u - 1, from, count, block, input, inputSlope, batch);
    }
  }

  /** From the slope at the next unit's input to the slope at y, and its sums. */
  private void passBack(
      int u, int from, int count, int block, Input input, Tensor inputSlope, Tensor batch) {
    UnitBuffers unit = units.get(u);
    Tensor slope = inputSlope;
    if (unit.unit().flatten()) {
      slope = slope.view(input.rows().sizes());
    }
    if (unit.unit().relu()) {
      slope = torch.threshold_backward(slope, input.rows(), new Scalar(0.0));
    }
    Dropout dropout = unit.unit().dropout();
    if (dropout != null && dropoutSeed.isPresent()) {
      slope = slope.mul(new Scalar(1 / (1 - dropout.rate())));
    }
    Tensor z = output(u, from, count, batch);
    MaxPool pool = unit.unit().pool();
    Tensor indices = input.indices();
    if (pool != null && indices != null) {
      slope = pool.backward(channelsLast(slope), z, indices);
    }
    unit.outputRows(passing[u % 2], from, count).copy_(slope);
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      norm.observeSlope(block, unit.outputRows(passing[u % 2], from, count), z);
    }
  }

  private static Tensor channelsLast(Tensor pictures) {
    return pictures.contiguous(torch.MemoryFormat.ChannelsLast);
  }

  private static void sumLanes(UnitBuffers unit, int lanes) {
    for (int lane = 1; lane < lanes; lane++) {
      for (int k = 0; k < 2; k++) {
        unit.gradients().get(0).get(k).add_(unit.gradients().get(lane).get(k));
      }
    }
  }

  private void combineSlopes(UnitBuffers unit, RowBlocks blocks) {
    SplitBatchNorm norm = unit.norm();
    if (norm != null) {
      long places = (long) unit.unit().output().height() * unit.unit().output().width();
      norm.combineSlopes(
          blocks, points * places, unit.normGradients().get(0), unit.normGradients().get(1));
    }
  }

  private RowBlocks blocks(int u) {
    return RowBlocks.of(points, units.get(u).unit());
  }

  /** What is done with one block. */
  private interface BlockBody {
    void accept(int lane, int block);
  }

  private void eachBlock(RowBlocks blocks, BlockBody body) {
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
    scope.close();
  }
}
