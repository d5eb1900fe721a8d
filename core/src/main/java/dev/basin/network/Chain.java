package dev.basin.network;

import dev.basin.engine.PointShape;
import dev.basin.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Sequential} network as a chain of units: an affine layer, and what comes before the next
 * one: BatchNorm, ReLU, max pooling, dropout, in this order and each at most once. Since the
 * largest value does not mind whether negative ones were cut off before or after, ReLU is computed
 * behind the pool, where there is less of it.
 *
 * @param network whose chain it is
 * @param units at least one; the last has nothing behind its affine layer
 */
record Chain(Sequential network, List<ChainUnit> units) {

  /** The network's chain, or nothing if it has layers in another order. */
  static Optional<Chain> of(Sequential network) {
    List<ChainUnit> units = new ArrayList<>();
    List<Layer> layers = network.layers();
    PointShape shape = network.input();
    int at = 0;
    while (at < layers.size()) {
      if (!(layers.get(at) instanceof AffineLayer affine)) {
        return Optional.empty();
      }
      int first = at;
      PointShape output = affine.outputs(shape);
      BatchNorm norm = take(layers, ++at, BatchNorm.class);
      int normAt = at;
      at += norm == null ? 0 : 1;
      Relu relu = take(layers, at, Relu.class);
      at += relu == null ? 0 : 1;
      MaxPool pool = take(layers, at, MaxPool.class);
      at += pool == null ? 0 : 1;
      Dropout dropout = take(layers, at, Dropout.class);
      at += dropout == null ? 0 : 1;
      Flatten flatten = take(layers, at, Flatten.class);
      at += flatten == null ? 0 : 1;
      PointShape pooled = pool == null ? output : pool.outputs(output);
      units.add(
          new ChainUnit(
              affine,
              network.firstSlot(first),
              norm == null ? -1 : network.firstSlot(normAt),
              relu != null,
              pool,
              dropout,
              flatten != null,
              output,
              pooled));
      shape = flatten == null ? pooled : flatten.outputs(pooled);
    }
    boolean plainOutput = !units.isEmpty() && units.get(units.size() - 1).isPlain();
    boolean masksAreKnown = units.stream().allMatch(unit -> unit.dropout() == null || unit.relu());
    return plainOutput && masksAreKnown
        ? Optional.of(new Chain(network, List.copyOf(units)))
        : Optional.empty();
  }

  private static <L extends Layer> @Nullable L take(List<Layer> layers, int at, Class<L> kind) {
    return at < layers.size() && kind.isInstance(layers.get(at)) ? kind.cast(layers.get(at)) : null;
  }

  /** The same with products in the given precision. */
  Chain in(Precision precision) {
    return precision == Precision.FLOAT32
        ? this
        : new Chain(network, units.stream().map(ChainUnit::inBf16).toList());
  }

  /** The unit of the output. */
  int depth() {
    return units.size() - 1;
  }

  /** Bytes that the gradient keeps for one point if memory is no matter. */
  long keptBytesAPoint() {
    return units.stream().mapToLong(ChainUnit::keptBytesAPoint).sum() + 2 * widestBytesAPoint();
  }

  /** Bytes of the widest affine output of one point. */
  long widestBytesAPoint() {
    return units.stream().mapToLong(ChainUnit::outputBytesAPoint).max().orElse(0);
  }
}
