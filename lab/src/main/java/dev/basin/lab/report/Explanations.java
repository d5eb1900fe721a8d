package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.figure.Numbers;
import java.util.ArrayList;
import java.util.List;

/** How to read the report, and what its numbers cannot say. */
final class Explanations {

  /** Cautions that hold for every comparison, whatever its numbers. */
  static final List<String> CAUTIONS =
      List.of(
          "Every sharpness is a lower bound found by 10 iterations of L-BFGS-B or sign ascent, the"
              + " best point ever evaluated. A ratio of two lower bounds is itself no bound.",
          "Sharpness is not invariant: rescaling ReLU layers changes φ without changing the"
              + " function (Dinh, Pascanu, Bengio and Bengio, Sharp Minima Can Generalize for Deep"
              + " Nets, ICML 2017).",
          "A gap at equal learning rates may vanish when the rate is tuned for each batch size"
              + " (Shallue et al., Measuring the Effects of Data Parallelism on Neural Network"
              + " Training, JMLR 20, 2019). Both runs here used the settings listed below.",
          "Sharpness follows the learning rate and need not follow generalisation (Andriushchenko"
              + " et al., A Modern Look at the Relationship between Sharpness and Generalization,"
              + " ICML 2023).");

  private Explanations() {}

  static void write(Markup page, ComparisonResult result) {
    PageFrame.list(page, "How to read this", reading(result));
    List<String> cautions = new ArrayList<>(CAUTIONS);
    cautions.add(batchNorm(result));
    PageFrame.list(page, "Cautions", cautions);
  }

  private static String batchNorm(ComparisonResult result) {
    return "BatchNorm normalises with the statistics of the chunk that is evaluated, not with"
        + " running means, so the chunk size of "
        + Numbers.count(result.chunkSize())
        + " points is part of f’s definition: other chunks give other numbers. The points are cut"
        + " into as few chunks as that allows, whose sizes differ by at most one: "
        + result.trainChunks().describe()
        + " training points.";
  }

  private static List<String> reading(ComparisonResult result) {
    return List.of(
        "Generalisation gap: SB and LB train from the same random start, each until the stopping"
            + " rule below ends it. The gap is the difference of their test accuracies in"
            + " percentage points.",
        "Sharpness φ (the paper’s Metric 2.1): how far the training loss f can rise inside a small"
            + " box around the solution x, as 100 · (max f − f) / (1 + f). ε sets the box: each"
            + " weight may move by ε(|xᵢ| + 1). φ = 100 means that the loss rises by 1 + f.",
        "Random subspace: the same inside a random subspace of few dimensions. A solution that is"
            + " sharp in the full space and flat there rises in few directions only.",
        "Ratios are geometric means over trials with the 95 % t-interval of their logarithms; the"
            + " paper’s ratio is the quotient of its means.",
        "Paths: the loss between and beyond the two solutions. A steep, narrow valley at α = 1 and"
            + " a wide one at α = 0 is the paper’s picture.",
        "n = "
            + Numbers.count(result.parameters())
            + " trainable weights make up x; f is the mean cross entropy over "
            + Numbers.count(result.trainPoints())
            + " training points.");
  }
}
