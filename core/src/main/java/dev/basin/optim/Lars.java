package dev.basin.optim;

import dev.basin.engine.Segment;
import dev.basin.engine.Team;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * LARS, layer-wise adaptive rate scaling (You, Gitman and Ginsburg 2017, Algorithm 1), over a flat
 * vector. For each layer's weights w with gradient g:
 *
 * <pre>
 * λ ← η ‖w‖ / (‖g‖ + β ‖w‖)        ratio; 1 where ‖w‖ or ‖g‖ is 0
 * v ← m v + α λ (g + β w)          velocity, 0 at first
 * w ← w − v
 * </pre>
 *
 * <p>The ratio of 1 is that of the authors' NVCaffe. Without momentum and decay a step is α η ‖w‖
 * long, however long the gradient is. The rate enters the velocity; in {@link Sgd} it multiplies
 * it.
 *
 * <p>A layer is a tensor of two or more dimensions: the weights of a dense layer, the filters of a
 * convolution. For biases and BatchNorm's γ and β, λ = 1 and β = 0, which makes them plain momentum
 * SGD at the rate α. The paper does not say so; it is the habit of those who came after: to leave
 * these tensors out of the weight decay (Goyal et al. 2017, section 5.1, for γ and β; He et al.
 * 2019, section 3.1), and with it out of the adaptation (the LARS of SimCLR, Chen et al. 2020).
 */
public final class Lars implements StepRule {
  private final LarsConfig config;
  private final LayerBlocks layers;
  private final SharedBlocks blocks;
  private final Tensor velocity;
  private final List<Tensor> x;
  private final List<Tensor> g;
  private final List<Tensor> v;

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
  Lars(Tensor x, Tensor g, List<Segment> layers, LarsConfig config, Team team) {
    this.config = config;
    this.layers = new LayerBlocks(x.numel(), layers, team);
    this.blocks = this.layers.blocks();
    this.velocity = torch.zeros_like(x);
    this.x = blocks.of(x);
    this.g = blocks.of(g);
    this.v = blocks.of(velocity);
  }

  @Override
  public void step(long t, double rateFactor) {
    double[] rates = ratios();
    for (int k = 0; k < rates.length; k++) {
      rates[k] *= config.learningRate() * rateFactor;
    }
    Scalar momentum = new Scalar(config.momentum());
    blocks.forEach(
        k -> {
          v.get(k).mul_(momentum).add_(g.get(k), new Scalar(rates[k]));
          if (layers.inLayer(k)) {
            v.get(k).add_(x.get(k), new Scalar(rates[k] * config.weightDecay()));
          }
          x.get(k).sub_(v.get(k));
        });
  }

  /** λ of each block. */
  private double[] ratios() {
    double[] weightSquares = new double[blocks.count()];
    double[] gradientSquares = new double[blocks.count()];
    blocks.forEach(
        k -> {
          if (layers.inLayer(k)) {
            weightSquares[k] = LayerBlocks.square(x.get(k));
            gradientSquares[k] = LayerBlocks.square(g.get(k));
          }
        });
    return layers.ratios(
        weightSquares,
        gradientSquares,
        (weightNorm, gradientNorm) ->
            config.eta() * weightNorm / (gradientNorm + config.weightDecay() * weightNorm));
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("lars.velocity", velocity);
  }
}
