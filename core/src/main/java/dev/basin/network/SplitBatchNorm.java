package dev.basin.network;

import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * {@link BatchNorm} of a batch that is seen block by block: the batch's statistics are combined
 * from the blocks', in float64 and in the order of the blocks. With the means m_k and the biased
 * variances v_k of blocks of n_k values, N = Σ n_k:
 *
 * <pre>
 * mean = Σ n_k m_k / N        variance = Σ n_k (v_k + (m_k − mean)²) / N        s = √(variance + ε)
 * y = γ (z − mean)/s + β      ∂γ = Σ ∂y (z − mean)/s      ∂β = Σ ∂y
 * ∂z = (γ/s) (∂y − ∂β/N − (z − mean)/s · ∂γ/N)
 * </pre>
 *
 * <p>Belongs to the scope that is open when it is made. Blocks may be seen by several threads at
 * once; combining is for one.
 */
final class SplitBatchNorm {
  private static final double UNUSED_MOMENTUM = 0.1;
  private static final int GAMMA = 0;
  private static final int BETA = 1;

  private final Tensor gamma;
  private final Tensor beta;
  private final Tensor mean;
  private final Tensor variance;

  /** Of each block the mean and the variance, shape (2, blocks, channels). */
  private final Tensor moments;

  /** Of each block the terms of ∂γ and ∂β, shape (2, blocks, channels). */
  private final Tensor sums;

  /** ∂z = slopeFactor · ∂y + outputFactor · z + shift. */
  private final Tensor slopeFactor;

  private final Tensor outputFactor;
  private final Tensor shift;

  /**
   * Makes room.
   *
   * @param gamma γ, shape (channels)
   * @param beta β, shape (channels)
   * @param mostBlocks the most blocks of a batch
   */
  SplitBatchNorm(Tensor gamma, Tensor beta, int mostBlocks) {
    this.gamma = gamma;
    this.beta = beta;
    long channels = gamma.numel();
    mean = torch.zeros(channels);
    variance = torch.zeros(channels);
    moments = torch.zeros(2, mostBlocks, channels);
    sums = torch.zeros(2, mostBlocks, channels);
    slopeFactor = torch.zeros(channels);
    outputFactor = torch.zeros(channels);
    shift = torch.zeros(channels);
  }

  /** Takes the statistics of one block of z. */
  void observe(int block, Tensor z) {
    T_TensorTensor_T found =
        torch.batch_norm_update_stats(
            z, new TensorOptional(), new TensorOptional(), UNUSED_MOMENTUM);
    moments.select(0, 0).select(0, block).copy_(found.get0());
    moments.select(0, 1).select(0, block).copy_(found.get1());
  }

  /** Combines the statistics of all blocks of a batch. */
  void combine(RowBlocks blocks) {
    try (PointerScope scope = new PointerScope()) {
      Tensor weights = weights(blocks);
      Tensor means = ofBlocks(moments, 0, blocks);
      Tensor variances = ofBlocks(moments, 1, blocks);
      Tensor total = means.mul(weights).sum(0);
      mean.copy_(total);
      variance.copy_(variances.add_(means.sub(total).square()).mul_(weights).sum(0));
    }
  }

  /** The share of each block in the batch, float64, shape (blocks, 1). */
  private static Tensor weights(RowBlocks blocks) {
    double[] shares = new double[blocks.count()];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = (double) blocks.size(k) / blocks.points();
    }
    return Tensor.create(shares).view(shares.length, 1);
  }

  private static Tensor ofBlocks(Tensor values, int which, RowBlocks blocks) {
    return values.select(0, which).narrow(0, 0, blocks.count()).to(torch.ScalarType.Double);
  }

  /** y for some rows of z, with the batch's statistics. */
  Tensor normalise(Tensor z) {
    boolean fromTheseRows = false;
    return torch
        .native_batch_norm(
            z,
            new TensorOptional(gamma),
            new TensorOptional(beta),
            new TensorOptional(mean),
            new TensorOptional(variance),
            fromTheseRows,
            UNUSED_MOMENTUM,
            BatchNorm.EPSILON)
        .get0();
  }

  /** Takes one block's terms of ∂γ and ∂β. */
  void observeSlope(int block, Tensor slope, Tensor z) {
    T_TensorTensorTensor_T found =
        torch.native_batch_norm_backward(
            slope,
            z,
            new TensorOptional(gamma),
            new TensorOptional(mean),
            new TensorOptional(variance),
            new TensorOptional(),
            new TensorOptional(),
            false,
            BatchNorm.EPSILON,
            new BoolPointer(3).put(0, false).put(1, true).put(2, true));
    sums.select(0, GAMMA).select(0, block).copy_(found.get1());
    sums.select(0, BETA).select(0, block).copy_(found.get2());
  }

  /**
   * Combines the terms of all blocks of a batch, and prepares ∂z.
   *
   * @param blocks in which ∂y was seen
   * @param values N, of each channel
   * @param gradGamma receives ∂γ
   * @param gradBeta receives ∂β
   */
  void combineSlopes(RowBlocks blocks, long values, Tensor gradGamma, Tensor gradBeta) {
    try (PointerScope scope = new PointerScope()) {
      Tensor sumGamma = ofBlocks(sums, GAMMA, blocks).sum(0);
      Tensor sumBeta = ofBlocks(sums, BETA, blocks).sum(0);
      gradGamma.copy_(sumGamma);
      gradBeta.copy_(sumBeta);
      Scalar share = new Scalar(1.0 / values);
      Tensor inverse =
          variance.to(torch.ScalarType.Double).add_(new Scalar(BatchNorm.EPSILON)).rsqrt_();
      Tensor factor = gamma.to(torch.ScalarType.Double).mul_(inverse);
      Tensor slope = inverse.mul_(sumGamma).mul_(share); // ∂(mean of y)/∂z times s
      slopeFactor.copy_(factor);
      outputFactor.copy_(factor.mul(slope).neg_());
      shift.copy_(
          factor.mul_(slope.mul_(mean.to(torch.ScalarType.Double)).sub_(sumBeta.mul_(share))));
    }
  }

  /** ∂z for some rows. */
  Tensor slope(Tensor slope, Tensor z) {
    return torch
        .addcmul(broadcast(shift, z), slope, broadcast(slopeFactor, z))
        .addcmul_(z, broadcast(outputFactor, z));
  }

  private static Tensor broadcast(Tensor values, Tensor z) {
    return z.dim() == 4 ? values.view(1, values.numel(), 1, 1) : values;
  }
}
