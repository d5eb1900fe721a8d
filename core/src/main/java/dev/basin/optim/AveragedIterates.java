package dev.basin.optim;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The sum of the iterates since the last mean was taken, and the last mean that was kept, w_o, with
 * its loss. Both are float64, because the step between two means is small beside them.
 */
final class AveragedIterates {
  private static final int KEPT = 0;
  private static final int LOSS = 1;

  private final SharedBlocks blocks;
  private final Tensor sum;
  private final Tensor origin;
  private final List<Tensor> sums;
  private final List<Tensor> origins;
  private final SavedNumbers numbers = new SavedNumbers(2);

  /** Nothing summed and nothing kept; the memory belongs to the open {@code PointerScope}. */
  AveragedIterates(long n, SharedBlocks blocks) {
    this.blocks = blocks;
    this.sum = torch.zeros(new long[] {n}, new TensorOptions(torch.ScalarType.Double));
    this.origin = torch.zeros_like(sum);
    this.sums = blocks.of(sum);
    this.origins = blocks.of(origin);
  }

  /** Adds a block of an iterate to the sum. */
  void add(int k, Tensor x) {
    sums.get(k).add_(x);
  }

  /** Turns the sum into the mean w_n, and writes it to a vector, given in blocks. */
  void takeMean(int count, List<Tensor> mean) {
    Scalar divisor = new Scalar((double) count);
    blocks.forEach(k -> mean.get(k).copy_(sums.get(k).div_(divisor)));
  }

  /** Writes s = w_n − w_o to a vector, given in blocks. */
  void step(List<Tensor> s) {
    blocks.forEach(k -> s.get(k).copy_(sums.get(k).sub(origins.get(k))));
  }

  /** Whether there is a w_o. */
  boolean hasOrigin() {
    return numbers.get(KEPT) > 0;
  }

  /** The loss at w_o. */
  double originLoss() {
    return numbers.get(LOSS);
  }

  /** Sets w_o = w_n. */
  void keep(double loss) {
    blocks.forEach(k -> origins.get(k).copy_(sums.get(k)));
    numbers.set(KEPT, 1);
    numbers.set(LOSS, loss);
  }

  /** Writes w_o to a vector, given in blocks. */
  void goBack(List<Tensor> x) {
    blocks.forEach(k -> x.get(k).copy_(origins.get(k)));
  }

  /** Begins another sum. */
  void clear() {
    blocks.forEach(k -> sums.get(k).zero_());
  }

  /** Its whole state. */
  Map<String, Tensor> state() {
    return Map.of("adaqn.sum", sum, "adaqn.origin", origin, "adaqn.originLoss", numbers.tensor());
  }
}
