package dev.basin.optim;

import dev.basin.Formula;
import dev.basin.engine.Segment;
import dev.basin.engine.Team;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Optimisers fed with gradients that a formula makes. */
final class Moves {
  /** Nothing watched. */
  static final MonitorFunction NO_MONITOR = w -> 0;

  /** Every kind of optimiser; adaQN's with pairs after 6 steps and both memories full after 12. */
  static final String[] ALL = {
    "adam",
    "adagrad",
    "sgd:momentum=0",
    "sgd:lr=0.01",
    "sgd:lr=0.01,momentum=0.5,nesterov=true,decay=0.1",
    "lars",
    "lars:lr=0.5,eta=0.1,momentum=0.5,decay=0.1",
    "lamb",
    "lamb:lr=0.01,beta1=0.8,decay=0.1",
    "adaqn:memory=2,update=3,fisher=5",
    "adaqn:memory=2,update=3,fisher=5,scaling=rms"
  };

  private Moves() {}

  static Optimizer optimizer(String text, Tensor x, Tensor g, MonitorFunction monitor, Team team) {
    return OptimizerConfig.parse(text).create(x, g, layers(x.numel()), monitor, team);
  }

  /** Two layers of a vector, with something between and after them if it is long enough. */
  static List<Segment> layers(long n) {
    return n < 8
        ? List.of(new Segment("all", 0, n))
        : List.of(new Segment("first", 0, n / 2), new Segment("second", n / 2 + 1, n / 4));
  }

  /** Makes a step with the gradient of its number, of sizes from 1e-4 to 1. */
  static void step(Optimizer optimizer, Tensor g, int t, double rateFactor) {
    try (PointerScope scope = new PointerScope()) {
      int n = (int) g.numel();
      double[] slope = Formula.centred((long) t * 1_000_003, n, 1);
      for (int i = 0; i < n; i++) {
        slope[i] *= Math.pow(10, -(i % 5));
      }
      g.copy_(Tensor.create(slope));
    }
    optimizer.step(rateFactor);
  }

  /** Steps first + 1 to last. */
  static void steps(Optimizer optimizer, Tensor g, int first, int last) {
    for (int t = first + 1; t <= last; t++) {
      step(optimizer, g, t, 1);
    }
  }
}
