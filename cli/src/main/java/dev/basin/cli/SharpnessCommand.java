package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.CountedFunction;
import dev.basin.lab.report.PathFigure;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.Maximizer;
import dev.basin.sharpness.RandomSubspace;
import dev.basin.sharpness.Region;
import dev.basin.sharpness.SharpnessResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin sharpness}: Metric 2.1 at weights on disk. */
@Command(
    name = "sharpness",
    mixinStandardHelpOptions = true,
    description = {
      "The paper's sharpness metric 2.1 at a solution: 100 (max f - f) / (1 + f) over a box of size"
          + " epsilon. The value is a lower bound of the true maximum's."
    })
final class SharpnessCommand implements Callable<Integer> {
  private static final int FIGURE_POINTS = 21;

  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Mixin private SolutionOption solution = new SolutionOption();

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      defaultValue = "1e-3",
      description = "Size of the region, > 0 (default 1e-3).")
  @OptionRange
  private double epsilon;

  @Option(
      names = "--region",
      paramLabel = "R",
      defaultValue = "box",
      converter = RegionConverter.class,
      description = {
        "Where to look for the maximum: box, |y| <= epsilon (|x| + 1), the paper's; adaptive-box,"
            + " |y| <= epsilon |x|, which does not mind how ReLU layers are scaled; ball, the"
            + " 2-norm of y at most epsilon; adaptive-ball, that of y/|x| (default"
            + " ${DEFAULT-VALUE})."
      })
  private Region region = Region.BOX;

  @Option(
      names = "--subspace",
      paramLabel = "P",
      description = "Maximise in a random subspace of that dimension (default: the full space).")
  private @Nullable Integer subspace;

  @Option(
      names = "--subspace-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the random subspace (default 1).")
  private long subspaceSeed;

  @Option(
      names = "--maximizer",
      paramLabel = "M",
      defaultValue = "best",
      description = "lbfgsb (10 iterations, as the paper), sign, or best of both (default best).")
  private Maximizer maximizer = Maximizer.BEST;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the random restart at exact stationary points (default 1).")
  private long seed;

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description =
          "Draw loss and accuracy from the solution to the worst point found and as far to the"
              + " other side, as SVG or PNG.")
  private @Nullable Path figure;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    if (subspace != null) {
      Subspaces.check(subspace, network, measurement.parallelism());
    }
    FigureFile.check(figure, "--figure");
    MeasuredWeights file = solution.measured();
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = file.load(network);
      try (MeasuredProblem problem = measurement.open(network, "run the command again to measure");
          ProgressLine progress = new ProgressLine(16)) {
        if (figure != null) {
          problem.checkTestStatistics();
        }
        SharpnessResult result = measure(progress, problem, file, x);
        progress.close();
        file.requireUnchanged();
        print(result, problem.record());
      }
    }
    return 0;
  }

  private SharpnessResult measure(
      ProgressLine progress, MeasuredProblem problem, MeasuredWeights file, Tensor x) {
    MeasuredProblem.Functions f = problem.at(file, x);
    DatasetObjective objective = f.train();
    progress.say("sharpness", "f and its gradient at the solution");
    try (BoxSharpness box = new BoxSharpness(new CountedFunction(objective, progress, 1), x)) {
      progress.say("sharpness", "maximising over the box");
      if (figure != null) {
        box.onBestPoint(worst -> draw(f, x, worst));
      }
      if (subspace == null) {
        return box.fullSpace(region, epsilon, maximizer, seed);
      }
      try (RandomSubspace random =
          new RandomSubspace(
              objective.dimension(),
              subspace,
              subspaceSeed,
              problem.workers(),
              RandomSubspace.DEFAULT_MEMORY_BUDGET)) {
        return box.subspace(region, epsilon, random, maximizer, seed);
      }
    }
  }

  private void draw(MeasuredProblem.Functions f, Tensor x, Tensor worst) {
    List<LandscapePoint> points =
        new PathLandscape(f.train(), f.test())
            .measure(
                dev.basin.landscape.Path.LINE,
                x,
                worst,
                PathLandscape.grid(-1, 1, FIGURE_POINTS),
                point -> {});
    String title = region.label() + " of size " + epsilon;
    FigureFile.write(
        figure, () -> PathFigure.between("worst", "line", title, "x", "worst", points).chart());
  }

  private void print(SharpnessResult result, Map<String, Object> objective) throws Exception {
    if (json) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("loss", result.loss());
      document.put("sharpness", result.sharpness());
      document.put("maximum", result.maximum());
      document.put("region", region.label());
      document.put("epsilon", result.epsilon());
      document.put("subspace", result.subspace());
      document.put("subspaceSeed", result.subspaceSeed());
      document.put("maximizer", result.maximizer());
      document.put("iterations", result.iterations());
      document.put("evaluations", result.evaluations());
      document.put("nonFinite", result.nonFinite());
      document.put("termination", result.termination());
      document.put("atBound", result.atBound());
      document.put("objective", objective);
      JsonOutput.print(document);
      return;
    }
    System.out.printf(
        "sharpness >= %.6g (percent of 1 + f; a lower bound), %s of size %g, %s%n",
        result.sharpness(),
        region.label(),
        result.epsilon(),
        result.subspace() == null
            ? "full space"
            : "random subspace of dimension "
                + result.subspace()
                + ", seed "
                + result.subspaceSeed());
    System.out.printf(
        "f(x) = %.6g, maximum found %.6g by %s: %d iterations, %d evaluations in all, %s; %.1f %%"
            + " of the coordinates at a bound%n",
        result.loss(),
        result.maximum(),
        result.maximizer(),
        result.iterations(),
        result.evaluations(),
        result.termination(),
        100 * result.atBound());
    if (result.nonFinite() > 0) {
      System.out.printf(
          "%d evaluations were not finite and were not counted%n", result.nonFinite());
    }
  }
}
