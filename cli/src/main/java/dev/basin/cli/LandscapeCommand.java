package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.report.PathFigure;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.PathLandscape;
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

/** {@code basin landscape}: loss and accuracy along a path between two solutions. */
@Command(
    name = "landscape",
    mixinStandardHelpOptions = true,
    description = {
      "Loss and accuracy along a path from one solution (alpha 0) to another (alpha 1), as in the"
          + " paper's Figures 3 (line) and 7 (arc)."
    })
final class LandscapeCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "The solution at alpha = 0, a safetensors file.")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The solution at alpha = 1, a safetensors file.")
  private Path to = Path.of("");

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = "line",
      description = "line or arc (default line).")
  private dev.basin.landscape.Path path = dev.basin.landscape.Path.LINE;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "25",
      description = "Equally spaced points (default 25).")
  @OptionRange(least = 2, most = PathLandscape.MOST_POINTS)
  private int points;

  @Option(
      names = "--range",
      paramLabel = "A,B",
      hideParamSyntax = true,
      split = ",",
      arity = "1",
      defaultValue = "-1,2",
      description = "The first and the last alpha (default -1,2).")
  @OptionRange(least = -PathLandscape.FARTHEST, most = PathLandscape.FARTHEST)
  private List<Double> range = List.of();

  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description = "Draw loss and accuracy into this file, .svg or .png.")
  private @Nullable Path figure;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    if (range.size() != 2 || !(range.get(0) < range.get(1))) {
      throw new IllegalArgumentException(
          "--range is " + range + "; expected two numbers A,B with A < B");
    }
    List<Double> alphas = PathLandscape.grid(range.get(0), range.get(1), points);
    MeasuredWeights fromFile = MeasuredWeights.of(from);
    MeasuredWeights toFile = MeasuredWeights.of(to);
    FigureFile.check(figure, "--figure");
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Tensor first = fromFile.load(network);
      Tensor second = toFile.load(network);
      try (MeasuredProblem problem = measurement.open(network, "run the command again");
          ProgressLine progress = new ProgressLine(points)) {
        problem.checkTestStatistics();
        MeasuredProblem.Functions f = problem.at(fromFile, first);
        toFile.evaluate(f.train(), second);
        List<LandscapePoint> measured =
            new PathLandscape(f.train(), f.test())
                .measure(
                    path,
                    first,
                    second,
                    alphas,
                    point -> {
                      progress.say(path.label(), "alpha " + point.alpha());
                      progress.advance(1);
                    });
        progress.close();
        fromFile.requireUnchanged();
        toFile.requireUnchanged();
        FigureFile.write(figure, () -> PathFigure.of(path.label(), measured).chart());
        print(measured, problem.record());
      }
    }
    return 0;
  }

  private void print(List<LandscapePoint> measured, Map<String, Object> objective)
      throws Exception {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("path", path.label());
      document.put("points", measured);
      document.put("objective", objective);
      JsonOutput.print(document);
      return;
    }
    System.out.println("   alpha   train loss   train acc %    test loss    test acc %");
    for (LandscapePoint point : measured) {
      System.out.printf(
          "%8.3f %12.6g %13.3f %12.6g %13.3f%n",
          point.alpha(),
          point.trainLoss(),
          point.trainAccuracy(),
          point.testLoss(),
          point.testAccuracy());
    }
  }
}
