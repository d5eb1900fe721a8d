package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.report.NeighbourhoodFigures;
import dev.basin.landscape.Measurement;
import dev.basin.landscape.Neighbourhood;
import dev.basin.landscape.NeighbourhoodConfig;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.Proportion;
import dev.basin.landscape.RandomDirection;
import dev.basin.network.Network;
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

/** {@code basin neighbourhood}: along how many random directions the loss rises steeply. */
@Command(
    name = "neighbourhood",
    mixinStandardHelpOptions = true,
    description = {
      "Samples the loss along random directions from a solution and counts those along which it"
          + " rises steeply, with an interval at 95 percent."
    })
final class NeighbourhoodCommand implements Callable<Integer> {
  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Mixin private SolutionOption solution = new SolutionOption();

  @Option(
      names = "--scaling",
      paramLabel = "S",
      defaultValue = "sphere",
      converter = RandomDirectionConverter.class,
      description =
          "Directions: sphere, uniform over all weights; filter, each filter as long as the"
              + " solution's (default ${DEFAULT-VALUE}).")
  private RandomDirection scaling = RandomDirection.SPHERE;

  @Option(
      names = "--directions",
      paramLabel = "K",
      defaultValue = "100",
      description = "How many random directions (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 1, most = NeighbourhoodConfig.MOST_POINTS - 1)
  private int directions;

  @Option(
      names = "--radii",
      paramLabel = "R,...",
      hideParamSyntax = true,
      split = ",",
      arity = "1",
      defaultValue = "0.1,0.2,0.5,1",
      description =
          "Lengths of the steps, as shares of the solution's norm (default ${DEFAULT-VALUE}).")
  @OptionRange(least = PlaneGrid.SHORTEST, most = PlaneGrid.FARTHEST)
  private List<Double> radii = List.of();

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "0.1",
      description =
          "A rise of the training loss above this, in nats, is steep (default ${DEFAULT-VALUE}). It"
              + " may be changed without measuring again.")
  @OptionRange
  private double threshold;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the directions (default ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private StoreOption store = new StoreOption();

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description = "Draw the share at each radius with its interval into this file, .svg or .png.")
  private @Nullable Path figure;

  @Option(
      names = "--rises",
      paramLabel = "FILE",
      description = "Draw the rise along every direction into this file, .svg or .png.")
  private @Nullable Path rises;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    NeighbourhoodConfig config = new NeighbourhoodConfig(scaling, directions, radii, seed);
    check();
    MeasuredWeights file = solution.measured();
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = file.load(network);
      try (MeasuredProblem problem = measurement.open(network, store.advice())) {
        NeighbourhoodResult result = measure(config, file, x, network, problem);
        file.requireUnchanged();
        draw(result);
        if (json) {
          JsonOutput.print(document(result, file, problem.record()));
        } else {
          print(result);
        }
      }
    }
    return 0;
  }

  private void check() {
    FigureFile.check(figure, "--figure");
    FigureFile.check(rises, "--rises");
    store.check();
    OutputFile.requireDifferent("--figure", figure, "--rises", rises);
    store.requireOtherThan("--figure", figure);
    store.requireOtherThan("--rises", rises);
  }

  private NeighbourhoodResult measure(
      NeighbourhoodConfig config,
      MeasuredWeights file,
      Tensor x,
      Network network,
      MeasuredProblem problem)
      throws Exception {
    Map<String, String> settings = problem.settings(false);
    settings.put("weightsSha256", file.sha256());
    settings.put("scaling", scaling.label());
    settings.put("radii", radii.toString());
    settings.put("seed", Long.toString(seed));
    try (PointLog log =
            store.open(new Measurement("neighbourhood", settings, Neighbourhood.COLUMNS));
        ProgressLine progress = new ProgressLine(config.evaluations())) {
      return new Neighbourhood(problem.at(file, x).train(), config)
          .measure(
              x,
              network.layout().filters(),
              log,
              point -> {
                progress.say("neighbourhood", "direction " + (point.direction() + 1));
                progress.advance(1);
              });
    }
  }

  private void draw(NeighbourhoodResult result) {
    FigureFile.write(figure, () -> NeighbourhoodFigures.shares(result, threshold).chart());
    FigureFile.write(rises, () -> NeighbourhoodFigures.rises(result, threshold).chart());
  }

  private Map<String, Object> document(
      NeighbourhoodResult result, MeasuredWeights file, Map<String, Object> record) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("weightsSha256", file.sha256());
    document.put("scaling", scaling.label());
    document.put("directions", directions);
    document.put("seed", seed);
    document.put("loss", result.centre().loss());
    document.put("accuracy", result.centre().accuracy());
    document.put("threshold", threshold);
    document.put("confidence", Proportion.CONFIDENCE);
    document.put("radii", result.summary(threshold));
    document.put("points", result.points());
    document.put("objective", record);
    return document;
  }

  private void print(NeighbourhoodResult result) {
    System.out.printf(
        "%d random directions (%s, seed %d); f(x) = %.6g; steep: a rise above %g nats%n",
        directions, scaling.label(), seed, result.centre().loss(), threshold);
    System.out.println(
        "  radius   steep %   95 % interval      rise: smallest       median      largest");
    for (NeighbourhoodResult.AtRadius at : result.summary(threshold)) {
      System.out.printf(
          "%8.4g %9.1f   %5.1f to %5.1f   %18.6g %12.6g %12.6g%n",
          at.radius(),
          100 * at.steep().share(),
          100 * at.steep().low(),
          100 * at.steep().high(),
          at.smallest(),
          at.median(),
          at.largest());
    }
  }
}
