package dev.basin.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Which activations of a batch stay in memory from the forward to the backward pass. The inputs
 * behind pooling and dropout always do. Of the others the indices of pools are left out first, then
 * z of one unit after the other from the first, until the rest fits; what is left out is computed
 * again, with the batch's own statistics, so that the gradient is that of the whole batch.
 *
 * @param outputs for each unit, whether z is kept
 * @param indices for each unit, whether a pool's indices are kept
 */
record KeptActivations(List<Boolean> outputs, List<Boolean> indices) {

  /** Nothing is kept: for forward passes alone. */
  static KeptActivations none(Chain chain) {
    List<Boolean> none = chain.units().stream().map(unit -> false).toList();
    return new KeptActivations(none, none);
  }

  /**
   * Chooses.
   *
   * @param points the most points of a batch
   * @param memory bytes
   * @throws IllegalArgumentException if not even the least fits
   */
  static KeptActivations within(Chain chain, long points, long memory) {
    long needed = points * chain.keptBytesAPoint();
    List<Boolean> indices = new ArrayList<>();
    List<Boolean> outputs = new ArrayList<>();
    boolean keepsIndices = needed <= memory;
    for (ChainUnit unit : chain.units()) {
      indices.add(unit.pool() != null && keepsIndices);
      if (unit.pool() != null && !keepsIndices) {
        needed -= points * unit.pooled().features() * Long.BYTES;
      }
    }
    for (ChainUnit unit : chain.units()) {
      boolean kept = needed <= memory || unit.isPlain();
      outputs.add(kept);
      needed -= kept ? 0 : points * unit.outputBytesAPoint();
    }
    if (needed > memory) {
      throw new IllegalArgumentException(
          "a batch of %,d points of network %s keeps at least %,d MB of activations; expected at"
                  .formatted(points, chain.network().name(), needed >> 20)
              + " most %,d MB: take a smaller batch, or allow more".formatted(memory >> 20));
    }
    return new KeptActivations(List.copyOf(outputs), List.copyOf(indices));
  }
}
