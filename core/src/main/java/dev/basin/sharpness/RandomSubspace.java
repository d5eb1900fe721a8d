package dev.basin.sharpness;

import dev.basin.engine.Seeds;
import dev.basin.engine.Workers;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A ∈ R^{n×p} with independent N(0, 1) entries (Keskar et al. 2017, Table 4), made in blocks of
 * rows from one seed. The blocks are kept if all of them fit the memory budget and made anew for
 * each product otherwise; the numbers are the same. {@code A⁺ = (AᵀA)⁻¹Aᵀ}.
 *
 * <p>Entries are float32; products are float32 within a block and summed over blocks in float64, in
 * order.
 */
public final class RandomSubspace implements Directions, AutoCloseable {

  /** Bytes of A that are kept in memory unless said otherwise. */
  public static final long DEFAULT_MEMORY_BUDGET = 1L << 30;

  private static final int BLOCK_ROWS = 65_536;

  private final long rows;
  private final long columns;
  private final long seed;
  private final Workers workers;
  private final @Nullable Tensor[] kept;
  private final boolean keep;
  private @Nullable Tensor gram;

  /**
   * Describes the matrix; nothing is computed yet.
   *
   * @param rows n
   * @param columns p, from 1 to n
   * @param seed makes the matrix
   * @param workers who compute
   * @param memoryBudget bytes of A that may be kept
   */
  public RandomSubspace(long rows, long columns, long seed, Workers workers, long memoryBudget) {
    if (columns < 1 || columns > rows) {
      throw new IllegalArgumentException(
          "subspace dimension is " + columns + "; expected from 1 to n = " + rows);
    }
    this.rows = rows;
    this.columns = columns;
    this.seed = seed;
    this.workers = workers;
    this.kept = new Tensor[Math.toIntExact((rows + BLOCK_ROWS - 1) / BLOCK_ROWS)];
    this.keep = rows * columns * Float.BYTES <= memoryBudget;
  }

  /**
   * About what such a matrix takes while {@code AᵀA} is made of the blocks' own, in bytes.
   *
   * @param rows n
   * @param columns p
   * @param threads who compute, a block each
   * @param memoryBudget bytes of A that may be kept
   */
  public static double bytes(long rows, long columns, int threads, long memoryBudget) {
    double blocks = Math.ceil((double) rows / BLOCK_ROWS);
    double block = (double) Math.min(rows, BLOCK_ROWS) * columns * Float.BYTES;
    double kept = Math.min((double) memoryBudget, (double) rows * columns * Float.BYTES);
    double squares = (blocks + 4) * columns * columns * Double.BYTES;
    return kept + Math.min(threads, blocks) * block + squares;
  }

  @Override
  public long dimension() {
    return columns;
  }

  /** The seed that made the matrix. */
  public long seed() {
    return seed;
  }

  @Override
  public Tensor apply(Tensor y) {
    Tensor result = float64(rows);
    Tensor small = y.to(torch.ScalarType.Float);
    forEachBlock(
        (k, block) -> {
          result.narrow(0, from(k), count(k)).copy_(torch.mv(block, small));
        });
    return result;
  }

  @Override
  public Tensor applyTranspose(Tensor g) {
    Tensor parts = torch.zeros(new long[] {kept.length, columns}, float64Options());
    forEachBlock(
        (k, block) -> {
          Tensor slice = g.narrow(0, from(k), count(k)).to(torch.ScalarType.Float);
          parts.select(0, k).copy_(torch.mv(block.t(), slice));
        });
    return parts.sum(0);
  }

  @Override
  public Tensor applyPseudoInverse(Tensor x) {
    return torch.linalg_solve(gram(), applyTranspose(x));
  }

  /** {@code AᵀA}, float64, shape (p, p); made at first use. */
  private synchronized Tensor gram() {
    Tensor made = gram;
    if (made == null) {
      try (PointerScope scope = new PointerScope()) {
        Tensor[] parts = new Tensor[kept.length];
        forEachBlock(
            (k, block) -> {
              parts[k] = torch.mm(block.t(), block).to(torch.ScalarType.Double).retainReference();
            });
        made = torch.zeros(new long[] {columns, columns}, float64Options());
        for (Tensor part : parts) {
          made.add_(part);
          part.releaseReference();
        }
        made.retainReference();
      }
      gram = made;
    }
    return made;
  }

  /** What is done with one block of rows. */
  private interface BlockBody {
    void accept(int k, Tensor block);
  }

  private void forEachBlock(BlockBody body) {
    workers.forEach(
        kept.length,
        k -> {
          try (PointerScope scope = new PointerScope();
              NoGradGuard noGradient = new NoGradGuard()) {
            body.accept(k, block(k));
          }
        });
  }

  private Tensor block(int k) {
    synchronized (kept) {
      Tensor ready = kept[k];
      if (ready != null) {
        return ready;
      }
    }
    Tensor made =
        torch.randn(
            new long[] {count(k), columns},
            new GeneratorOptional(torch.make_generator_cpu(Seeds.derive(seed, k, "subspace"))));
    if (keep) {
      synchronized (kept) {
        Tensor other = kept[k];
        if (other != null) {
          return other;
        }
        kept[k] = made.retainReference();
      }
    }
    return made;
  }

  private long from(int k) {
    return (long) k * BLOCK_ROWS;
  }

  private long count(int k) {
    return Math.min(BLOCK_ROWS, rows - from(k));
  }

  private static Tensor float64(long size) {
    return torch.zeros(new long[] {size}, float64Options());
  }

  private static TensorOptions float64Options() {
    return new TensorOptions(torch.ScalarType.Double);
  }

  @Override
  public void close() {
    for (Tensor block : kept) {
      if (block != null) {
        block.releaseReference();
      }
    }
    if (gram != null) {
      gram.releaseReference();
    }
  }
}
