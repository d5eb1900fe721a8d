package dev.basin.train.remedy;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Cuts a batch into parts that are as equal as they can be. */
final class Shares {
  private Shares() {}

  /**
   * A part of a batch.
   *
   * @param index its number, 0 for the first
   * @param from its first point
   * @param count its points
   */
  record Share(int index, long from, long count) {
    /** This part of a tensor with a row a point, as a view. */
    Tensor of(Tensor batch) {
      return batch.narrow(0, from, count);
    }
  }

  /** So many parts. */
  static List<Share> of(long points, int parts) {
    return IntStream.range(0, parts)
        .mapToObj(
            k -> {
              long from = points * k / parts;
              return new Share(k, from, points * (k + 1) / parts - from);
            })
        .toList();
  }

  /** What was made of each part, as that of the batch. */
  static Tensor joined(List<Tensor> ofParts) {
    return torch.cat(new TensorVector(ofParts.toArray(new Tensor[0])), 0);
  }
}
