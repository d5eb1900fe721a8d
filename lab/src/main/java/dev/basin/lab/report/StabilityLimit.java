package dev.basin.lab.report;

import dev.basin.lab.chart.Ink;
import dev.basin.lab.chart.Layer;
import dev.basin.lab.chart.Legend;
import dev.basin.lab.chart.Level;
import dev.basin.lab.chart.Pen;
import dev.basin.lab.chart.Series;
import dev.basin.optim.ConstantRate;
import dev.basin.optim.OptimizerConfig;
import dev.basin.optim.SgdConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The largest eigenvalue at which gradient descent is stable, arm by arm: on a quadratic with
 * largest eigenvalue λ the step x ← x − η ∇f contracts only if λ &lt; 2/η. With momentum μ the
 * limit is 2(1 + μ)/η, in Nesterov's form 2(1 + μ)/((1 + 2μ)η) (Cohen et al. 2021, appendix B); a
 * weight decay d, which is added to every eigenvalue but is not in the measured loss, takes d off.
 * Optimisers that scale every weight's or layer's step have no limit of λ alone.
 */
final class StabilityLimit {
  private final List<Limit> limits = new ArrayList<>();
  private final List<String> without = new ArrayList<>();
  private final int epochs;

  /** An arm's limit: its formula, and by epoch from 0 on, where it is. */
  private record Limit(int arm, String name, String formula, List<Double> byEpoch) {
    boolean isConstant() {
      return byEpoch.stream().distinct().count() == 1;
    }

    double value() {
      return byEpoch.get(0);
    }
  }

  /**
   * No limit yet.
   *
   * @param epochs as far as it is drawn
   */
  StabilityLimit(int epochs) {
    this.epochs = epochs;
  }

  /** Adds an arm, by the optimiser with which it was trained. */
  void add(int arm, String name, OptimizerConfig optimizer) {
    if (!(optimizer instanceof SgdConfig sgd)) {
      without.add(name + " (" + optimizer.name() + ")");
      return;
    }
    double momentum = sgd.momentum();
    double numerator = 2 * (1 + momentum) / (sgd.nesterov() ? 1 + 2 * momentum : 1);
    int last = sgd.schedule() instanceof ConstantRate ? 0 : epochs;
    limits.add(
        new Limit(
            arm,
            name,
            formula(sgd),
            IntStream.rangeClosed(0, last)
                .mapToObj(
                    epoch ->
                        numerator / (sgd.learningRate() * sgd.schedule().factor(epoch))
                            - sgd.weightDecay())
                .toList()));
  }

  private static String formula(SgdConfig sgd) {
    String formula =
        sgd.nesterov() ? "2(1 + μ)/((1 + 2μ)η)" : sgd.momentum() > 0 ? "2(1 + μ)/η" : "2/η";
    return sgd.weightDecay() > 0 ? formula + " − d" : formula;
  }

  /** Where the lines are, for the axis to cover. */
  List<Double> values() {
    return limits.stream()
        .flatMap(limit -> limit.byEpoch().stream())
        .filter(Double::isFinite)
        .toList();
  }

  /** Broken lines: horizontal ones with their names, curves where the rate follows a schedule. */
  List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    boolean atStart = false;
    for (double value : levels()) {
      List<Limit> there =
          limits.stream().filter(limit -> limit.isConstant() && limit.value() == value).toList();
      Ink ink = there.size() == 1 ? Ink.ofArm(there.get(0).arm()) : Ink.MUTED;
      layers.add(new Level(value, there.get(0).formula(), Pen.dashed(ink, 1.5), atStart));
      atStart = !atStart;
    }
    for (Limit limit : limits) {
      if (!limit.isConstant()) {
        layers.add(
            new Series(
                IntStream.range(0, limit.byEpoch().size())
                    .mapToObj(epoch -> new Series.Point(epoch, limit.byEpoch().get(epoch)))
                    .toList(),
                false,
                pen(limit)));
      }
    }
    return layers;
  }

  private List<Double> levels() {
    return limits.stream()
        .filter(Limit::isConstant)
        .map(Limit::value)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Pen pen(Limit limit) {
    return Pen.dashed(Ink.ofArm(limit.arm()), 1.5);
  }

  /** The names of the curves. */
  List<Legend.Entry> legend() {
    return limits.stream()
        .filter(limit -> !limit.isConstant())
        .map(limit -> new Legend.Entry(limit.formula() + ", " + limit.name(), pen(limit), null))
        .toList();
  }

  /** What the lines mean, and for whom there is none. */
  String caption() {
    StringBuilder text = new StringBuilder();
    if (!limits.isEmpty()) {
      text.append(
          " Broken: the largest λ at which gradient descent on a quadratic is stable, "
              + limits.stream().map(Limit::formula).distinct().collect(Collectors.joining(" or "))
              + ", η being the arm’s learning rate"
              + (limits.stream().anyMatch(limit -> limit.formula().contains("μ"))
                  ? " and μ its momentum (without momentum 2/η)"
                  : "")
              + (limits.stream().anyMatch(limit -> limit.formula().contains("d"))
                  ? ", d its weight decay."
                  : "."));
    }
    if (!without.isEmpty()) {
      text.append(" No such line for ")
          .append(String.join(", ", without))
          .append(
              ": a step that is scaled weight by weight, or layer by layer, has no limit 2/η of λ"
                  + " alone.");
    }
    return text.toString();
  }
}
