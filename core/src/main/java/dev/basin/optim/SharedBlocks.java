package dev.basin.optim;

import dev.basin.engine.Segment;
import dev.basin.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Cuts vectors of length n into blocks that stay in the processor's cache through several passes,
 * and deals them to a fixed number of shares, which a {@link Team} computes. Neither the blocks nor
 * the shares depend on the team's size, and sums are taken in the order of the blocks, so the bits
 * do not depend on it either.
 */
final class SharedBlocks {
  /** Elements of a block. */
  static final long LENGTH = 32_768;

  /** Independent shares of the blocks; each has scratch memory of its own. */
  static final int SHARES = 8;

  private final List<Segment> blocks;
  private final Team team;

  /**
   * Cuts.
   *
   * @param n the length of the vectors, at least 1
   * @param team who computes
   */
  SharedBlocks(long n, Team team) {
    this(cut("vector", 0, n), team);
  }

  /**
   * Takes blocks that are cut already.
   *
   * @param blocks of at most {@link #LENGTH} elements
   * @param team who computes
   */
  SharedBlocks(List<Segment> blocks, Team team) {
    this.blocks = List.copyOf(blocks);
    this.team = team;
  }

  /** Cuts the elements {@code from … to − 1} into blocks, all but the last of them full. */
  static List<Segment> cut(String name, long from, long to) {
    List<Segment> blocks = new ArrayList<>();
    for (long begin = from; begin < to; begin += LENGTH) {
      blocks.add(new Segment(name, begin, Math.min(LENGTH, to - begin)));
    }
    return blocks;
  }

  /** How many blocks there are. */
  int count() {
    return blocks.size();
  }

  /**
   * Views of a tensor's blocks along its last dimension.
   *
   * @param tensor shape (…, n)
   */
  List<Tensor> of(Tensor tensor) {
    List<Tensor> views = new ArrayList<>();
    for (Segment block : blocks) {
      views.add(tensor.narrow(tensor.dim() - 1, block.offset(), block.size()));
    }
    return views;
  }

  /** Scratch memory for each block; blocks of one share, which are never at work at once, share. */
  List<Tensor> scratch(TensorOptions options) {
    Tensor memory = torch.zeros(new long[] {SHARES, LENGTH}, options);
    List<Tensor> views = new ArrayList<>();
    for (int k = 0; k < count(); k++) {
      views.add(memory.select(0, k % SHARES).narrow(0, 0, blocks.get(k).size()));
    }
    return views;
  }

  /** Does work for every block, without recording gradients. */
  void forEach(IntConsumer work) {
    team.forEach(
        SHARES,
        share -> {
          try (PointerScope scope = new PointerScope();
              NoGradGuard noGradient = new NoGradGuard()) {
            for (int k = share; k < count(); k += SHARES) {
              work.accept(k);
            }
          }
        });
  }

  /** The sum of a term of each block, in the order of the blocks. */
  double sum(IntToDoubleFunction term) {
    double[] terms = new double[count()];
    forEach(k -> terms[k] = term.applyAsDouble(k));
    double sum = 0;
    for (double each : terms) {
      sum += each;
    }
    return sum;
  }
}
