package dev.basin.train.remedy;

import dev.basin.engine.Seeds;
import dev.basin.optim.Optimizer;
import dev.basin.train.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The workers of {@link PostLocalSgd}: weights and an optimiser each. */
final class LocalWorkers {
  private static final int FEWEST_POINTS = 2;

  private final TrainingRun run;
  private final int steps;
  private final List<Optimizer> optimizers = new ArrayList<>();
  private final List<Tensor> weights = new ArrayList<>();

  /** Epochs done, and steps of each worker's optimiser; 0 before the local phase. */
  private final Tensor epochs;

  private final Tensor optimizerSteps;
  private final boolean[] moved;
  private int stepsSinceMean;
  private boolean apart;

  /**
   * Hires.
   *
   * @param workers K
   * @param steps H
   */
  LocalWorkers(TrainingRun run, int workers, int steps) {
    this.run = run;
    this.steps = steps;
    this.moved = new boolean[workers];
    TensorOptions wide = new TensorOptions(torch.ScalarType.Double);
    this.epochs = run.keep(PostLocalSgd.NAME + ".epochs", torch.zeros(new long[] {1}, wide));
    this.optimizerSteps =
        run.keep(PostLocalSgd.NAME + ".steps", torch.zeros(new long[] {workers}, wide));
    for (int k = 0; k < workers; k++) {
      Optimizer optimizer = run.anotherOptimizer();
      String owner = PostLocalSgd.NAME + "." + k + ".";
      optimizer.state().forEach((name, tensor) -> run.keep(owner + name, tensor));
      optimizers.add(optimizer);
      weights.add(torch.empty_like(run.x()));
    }
    run.afterEpoch(
        epoch -> {
          if (apart) {
            average();
          }
          epochs.fill_(new Scalar((double) epoch));
        });
    run.afterRestore(this::restoreSteps);
  }

  double epochsDone() {
    return epochs.item_double();
  }

  /** The kept tensors are the optimisers' own; what is left is the number of their steps. */
  private void restoreSteps() {
    for (int k = 0; k < optimizers.size(); k++) {
      Optimizer optimizer = optimizers.get(k);
      optimizer.restore((long) optimizerSteps.get(k).item_double(), Map.copyOf(optimizer.state()));
    }
  }

  /** One local step of each worker. */
  Tensor step(Tensor inputs, Tensor labels, double rateFactor) {
    begin();
    long points = labels.numel();
    int parts = (int) Math.max(1, Math.min(optimizers.size(), points / FEWEST_POINTS));
    List<Tensor> logits = new ArrayList<>();
    for (Shares.Share share : Shares.of(points, parts)) {
      logits.add(stepOf(share.index(), share.of(inputs), share.of(labels), rateFactor));
    }
    stepsSinceMean++;
    if (stepsSinceMean == steps) {
      average();
    }
    return Shares.joined(logits);
  }

  private Tensor stepOf(int k, Tensor inputs, Tensor labels, double rateFactor) {
    Optimizer optimizer = optimizers.get(k);
    long seed = Seeds.derive(run.stepSeed(optimizer.steps()), "worker", Integer.toString(k));
    run.x().copy_(weights.get(k));
    Tensor logits = run.gradient().compute(inputs, labels, seed);
    optimizer.step(rateFactor);
    weights.get(k).copy_(run.x());
    moved[k] = true;
    optimizerSteps.get(k).fill_(new Scalar((double) optimizer.steps()));
    return logits;
  }

  private void begin() {
    if (apart) {
      return;
    }
    boolean first = optimizerSteps.get(0).item_double() == 0;
    for (int k = 0; k < optimizers.size(); k++) {
      if (first) {
        optimizers.get(k).restore(run.optimizer().steps(), run.optimizer().state());
        optimizerSteps.get(k).fill_(new Scalar((double) run.optimizer().steps()));
      }
      weights.get(k).copy_(run.x());
    }
    apart = true;
  }

  /** Of those that had a share of a batch: a small batch may have fewer points than they need. */
  private void average() {
    Tensor x = run.x();
    x.zero_();
    int[] active = IntStream.range(0, moved.length).filter(k -> moved[k]).toArray();
    Scalar share = new Scalar(1.0 / active.length);
    for (int k : active) {
      x.add_(weights.get(k), share);
    }
    Arrays.fill(moved, false);
    apart = false;
    stepsSinceMean = 0;
  }
}
