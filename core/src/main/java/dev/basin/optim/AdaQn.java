package dev.basin.optim;

import dev.basin.engine.Team;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * adaQN (Keskar and Berahas 2016), stochastic L-BFGS whose pairs come from gradients that were
 * computed anyway, over a flat vector w. Each step, with the mini-batch gradient g:
 *
 * <pre>
 * F ← F ∪ {g}, the last 100          GradientQueue
 * w_sum ← w_sum + w                  AveragedIterates
 * v ← v + g²                         squares, for H₀ = diag(1 / √(v + ε))
 * w ← w − α H g                      CurvaturePairs: two loops over the last 10 pairs (s, y)
 * </pre>
 *
 * <p>and after every L = 20 steps, with the mean {@code w_n = w_sum / L}, whereupon {@code w_sum =
 * 0}: the first w_n becomes w_o. Later, if the monitored loss has grown, {@code f_mon(w_n) > 1.01
 * f_mon(w_o)}, or is not a number, pairs and F are emptied and {@code w = w_o}. Otherwise {@code s
 * = w_n − w_o} and {@code y = Fᵀ(F s) / |F|}, and if {@code sᵀy / sᵀs > 1e-4} the pair is stored
 * and {@code w_o = w_n}; if not, it is skipped.
 *
 * <p>Memory: for the default settings and float32, 127 times that of x, of which F takes 100; for n
 * = 1.46 million 743 MB, and a checkpoint is as large.
 */
public final class AdaQn implements StepRule {
  private final AdaQnConfig config;
  private final MonitorFunction monitor;
  private final SharedBlocks blocks;
  private final GradientQueue gradients; // F
  private final CurvaturePairs pairs;
  private final AveragedIterates iterates;
  private final Tensor squares; // v
  private final Tensor mean; // w_n, for the monitor; then y
  private final List<Tensor> x;
  private final List<Tensor> g;
  private final List<Tensor> v;
  private final List<Tensor> root; // √(v + ε)
  private final List<Tensor> direction; // r₀; or s
  private final List<Tensor> means;

  /**
   * At the start.
   *
   * @param x the vector to move, w, shape (n); must outlive this
   * @param g where the gradient is found at each step, shape (n); must outlive this
   * @param config its settings
   * @param monitor f_mon, asked every {@code config.update()} steps
   * @param team who computes
   */
  AdaQn(Tensor x, Tensor g, AdaQnConfig config, MonitorFunction monitor, Team team) {
    this.config = config;
    this.monitor = monitor;
    this.blocks = new SharedBlocks(x.numel(), team);
    this.gradients = new GradientQueue(config.fisher(), x, blocks);
    this.pairs = new CurvaturePairs(config.memory(), x, blocks);
    this.iterates = new AveragedIterates(x.numel(), blocks);
    this.squares = torch.zeros_like(x);
    this.mean = torch.zeros_like(x);
    this.x = blocks.of(x);
    this.g = blocks.of(g);
    this.v = blocks.of(squares);
    this.root = blocks.scratch(x.options());
    this.direction = blocks.of(torch.zeros_like(x));
    this.means = blocks.of(mean);
  }

  @Override
  public void step(long t, double rateFactor) {
    Scalar downhill = new Scalar(-config.learningRate() * rateFactor);
    int size = pairs.size();
    takeIn(size);
    if (size == 0) {
      blocks.forEach(k -> x.get(k).addcdiv_(g.get(k), scale(k), downhill));
    } else {
      move(size, downhill);
    }
    if (t % config.update() == 0) {
      update();
    }
  }

  /** Notes the gradient and the iterate, and the products of the gradient with the pairs. */
  private void takeIn(int size) {
    boolean rms = config.scaling() == AdaQnConfig.Scaling.RMS;
    Scalar decay = new Scalar(AdaQnConfig.RMS_DECAY);
    Scalar weight = new Scalar(rms ? 1 - AdaQnConfig.RMS_DECAY : 1);
    blocks.forEach(
        k -> {
          gradients.write(k, g.get(k));
          iterates.add(k, x.get(k));
          if (rms) {
            v.get(k).mul_(decay);
          }
          v.get(k).addcmul_(g.get(k), g.get(k), weight);
          if (size > 0) {
            pairs.steps().multiply(k, size, g.get(k));
          }
        });
    gradients.push();
  }

  /** w ← w − α H g. */
  private void move(int size, Scalar downhill) {
    Scalar minus = new Scalar(-1.0);
    double[] alpha = pairs.firstLoop(pairs.steps().sum(size));
    Tensor first = pairs.changes().coefficients(alpha);
    blocks.forEach(
        k -> {
          Tensor r = direction.get(k).copy_(g.get(k));
          pairs.changes().addCombination(k, first, r, minus);
          r.div_(scale(k));
          pairs.changes().multiply(k, size, r);
        });
    Tensor second = pairs.steps().coefficients(pairs.secondLoop(alpha, pairs.changes().sum(size)));
    blocks.forEach(
        k -> {
          x.get(k).add_(direction.get(k), downhill);
          pairs.steps().addCombination(k, second, x.get(k), downhill);
        });
  }

  /** A block of √(v + ε), in scratch memory. */
  private Tensor scale(int k) {
    return root.get(k).copy_(v.get(k)).add_(new Scalar(config.epsilon())).sqrt_();
  }

  /** What is done after every L steps. */
  private void update() {
    iterates.takeMean(config.update(), means);
    double loss = monitor.loss(mean);
    if (!iterates.hasOrigin()) {
      iterates.keep(loss);
    } else if (loss <= AdaQnConfig.LARGEST_GROWTH * iterates.originLoss()) {
      offerPair(loss);
    } else {
      pairs.clear();
      gradients.clear();
      iterates.goBack(x);
    }
    iterates.clear();
  }

  private void offerPair(double loss) {
    List<Tensor> s = direction;
    List<Tensor> y = means;
    iterates.step(s);
    gradients.fisherProduct(s, y);
    double curvature = blocks.sum(k -> s.get(k).dot(y.get(k)).item_double());
    double square = blocks.sum(k -> s.get(k).dot(s.get(k)).item_double());
    if (curvature / square > AdaQnConfig.LEAST_CURVATURE) {
      pairs.add(s, y);
      iterates.keep(loss);
    }
  }

  /** How many pairs are held. */
  int pairs() {
    return pairs.size();
  }

  /** How many gradients are held, |F|. */
  int gradients() {
    return gradients.size();
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new HashMap<>(Map.of("adaqn.squares", squares));
    state.putAll(gradients.state());
    state.putAll(pairs.state());
    state.putAll(iterates.state());
    return state;
  }
}
