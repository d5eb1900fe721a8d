package dev.basin.network;

/**
 * How the B points of a batch are cut into blocks that stay in the processor's cache, and the
 * blocks dealt to a fixed number of lanes. The cut depends on the network and on B alone, never on
 * who computes, so neither do the bits.
 *
 * @param points B
 * @param count the number of blocks
 */
record RowBlocks(int points, int count) {
  /** Shares of a phase; each sums its blocks' weight gradients on its own. */
  static final int LANES = 4;

  /** About half of a core's second-level cache. */
  private static final long CACHE_BYTES = 1L << 20;

  /** Fewer rows than this make matrix products slow. */
  private static final int FEWEST_PRODUCT_ROWS = 512;

  /**
   * The cut of a batch: blocks whose widest activation fits the cache, but with enough points for
   * the products of the convolution of the fewest places, or of the dense layers if there is none.
   */
  static RowBlocks of(int points, Chain chain) {
    int places =
        chain.units().stream()
            .filter(ChainUnit::isPicture)
            .mapToInt(unit -> unit.output().height() * unit.output().width())
            .min()
            .orElse(1);
    int cached = (int) (CACHE_BYTES / chain.widestBytesAPoint());
    int productive = ceilingOfQuotient(FEWEST_PRODUCT_ROWS, places);
    int rows = Math.max(cached, productive);
    int blocksPerLane = ceilingOfQuotient(ceilingOfQuotient(points, LANES), rows);
    return new RowBlocks(points, Math.min(points, blocksPerLane * LANES));
  }

  private static int ceilingOfQuotient(int dividend, int divisor) {
    return (dividend - 1) / divisor + 1;
  }

  int from(int block) {
    return (int) ((long) points * block / count);
  }

  int size(int block) {
    return from(block + 1) - from(block);
  }

  /** Lanes that have a block. */
  int lanes() {
    return Math.min(LANES, count);
  }
}
