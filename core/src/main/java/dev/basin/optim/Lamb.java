package dev.basin.optim;

import dev.basin.engine.Segment;
import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * LAMB (You et al. 2020, Algorithm 2, with φ the identity) over a flat vector. For each layer's
 * weights w with gradient g:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²
 * r ← m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε) + λ w
 * w ← w − α ‖w‖/‖r‖ r              the ratio is 1 where ‖w‖ or ‖r‖ is 0
 * </pre>
 *
 * <p>So a step is α ‖w‖ long. A layer is a tensor of two or more dimensions: the weights of a dense
 * layer, the filters of a convolution. For biases and BatchNorm's γ and β the ratio is 1 and λ is
 * 0, which makes them plain {@link Adam}. Algorithm 2 does not say so; the authors' program for
 * ResNet-50 leaves BatchNorm out of both in this way, and BERT's optimiser (Devlin et al. 2019)
 * leaves normalisations and biases out of the decay.
 *
 * <p>r is computed twice, for its norm and for the step, rather than kept in a vector of length n.
 */
public final class Lamb implements StepRule {
  private final LambConfig config;
  private final LayerBlocks layers;
  private final SharedBlocks blocks;
  private final Moments moments;
  private final List<Tensor> x;

  /**
   * At the start.
   *
   * @param x the vector to move, shape (n); must outlive this
   * @param g where the gradient is found at each step, shape (n); must outlive this
   * @param layers the parts of x that are layers, in its order and not overlapping
   * @param config its settings
   * @param team who computes
   * @throws IllegalArgumentException if the layers overlap, are in another order, or end after x
   */
  Lamb(Tensor x, Tensor g, List<Segment> layers, LambConfig config, Team team) {
    this.config = config;
    this.layers = new LayerBlocks(x.numel(), layers, team);
    this.blocks = this.layers.blocks();
    this.moments = new Moments(g, blocks, config.beta1(), config.beta2(), config.epsilon());
    this.x = blocks.of(x);
  }

  @Override
  public void step(long t, double rateFactor) {
    double rate = config.learningRate() * rateFactor;
    blocks.forEach(moments::update);
    Scalar shift = moments.shift(t);
    Scalar scale = new Scalar(moments.corrected(1, t));
    double[] ratios = ratios(shift, scale);
    blocks.forEach(k -> x.get(k).add_(direction(k, shift, scale), new Scalar(-rate * ratios[k])));
  }

  /** ‖w‖/‖r‖ of each block's layer. */
  private double[] ratios(Scalar shift, Scalar scale) {
    double[] weightSquares = new double[blocks.count()];
    double[] directionSquares = new double[blocks.count()];
    blocks.forEach(
        k -> {
          if (layers.inLayer(k)) {
            weightSquares[k] = LayerBlocks.square(x.get(k));
            directionSquares[k] = LayerBlocks.square(direction(k, shift, scale));
          }
        });
    return layers.ratios(
        weightSquares, directionSquares, (weightNorm, directionNorm) -> weightNorm / directionNorm);
  }

  /** r of a block, in the scratch memory of its share. */
  private Tensor direction(int k, Scalar shift, Scalar scale) {
    Tensor r = moments.denominator(k, shift);
    torch.div_out(r, moments.first(k), r);
    r.mul_(scale);
    return layers.inLayer(k) ? r.add_(x.get(k), new Scalar(config.weightDecay())) : r;
  }

  @Override
  public Map<String, Tensor> state() {
    return moments.state(LambConfig.NAME);
  }
}
