package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.landscape.Measurement;
import dev.basin.landscape.Plane;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlaneLandscape;
import dev.basin.landscape.PlanePoint;
import dev.basin.landscape.PlanePosition;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.RandomDirection;
import dev.basin.landscape.SolutionPlane;
import dev.basin.network.Network;
import dev.basin.objective.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code basin plane}: loss and accuracy over a plane of weight space. */
@Command(
    name = "plane",
    mixinStandardHelpOptions = true,
    description = {
      "Loss and accuracy over a plane of weight space: of two random directions from a solution"
          + " (--weights), or through three solutions (--solutions)."
    })
final class PlaneCommand implements Callable<Integer> {
  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "The solution in the centre of a random plane, a safetensors file.")
  private @Nullable Path weights;

  @Option(
      names = "--solutions",
      paramLabel = "A,B,C",
      hideParamSyntax = true,
      split = ",",
      arity = "1",
      description = "Three solutions that the plane goes through, safetensors files.")
  private @Nullable List<Path> solutions;

  @Option(
      names = "--scaling",
      paramLabel = "S",
      defaultValue = "filter",
      converter = RandomDirectionConverter.class,
      description =
          "Length of random directions: filter, each filter as long as the solution's; sphere, the"
              + " whole as long as the solution (default ${DEFAULT-VALUE}).")
  private RandomDirection scaling = RandomDirection.FILTER;

  @Option(
      names = "--span",
      paramLabel = "R",
      defaultValue = "1",
      description =
          "A random plane is measured from -R to R along both directions (default"
              + " ${DEFAULT-VALUE}).")
  @OptionRange(least = PlaneGrid.SHORTEST, most = PlaneGrid.FARTHEST)
  private double span;

  @Option(
      names = "--margin",
      paramLabel = "M",
      defaultValue = "0.2",
      description =
          "How far the plane of three solutions is measured beyond them, as a share of their extent"
              + " (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 0, most = PlaneGrid.FARTHEST)
  private double margin;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "25",
      description =
          "Points a side; odd for a random plane, so that the solution is one of them (default"
              + " ${DEFAULT-VALUE}).")
  @OptionRange(least = 2, most = PlaneGrid.MOST_POINTS)
  private int points;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the random directions (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--test", description = "Also measure loss and accuracy on the test points.")
  private boolean test;

  @Mixin private StoreOption store = new StoreOption();

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description = "Draw the contours of the training loss into this file, .svg or .png.")
  private @Nullable Path figure;

  @Option(
      names = "--surface",
      paramLabel = "FILE",
      description = "Draw the training loss as a surface into this file, .svg or .png.")
  private @Nullable Path surface;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    check();
    List<MeasuredWeights> files = new ArrayList<>();
    for (Path file : files()) {
      files.add(MeasuredWeights.of(file));
    }
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> centres = files.stream().map(file -> file.load(network)).toList();
      try (MeasuredProblem problem = measurement.open(network, store.advice())) {
        if (test) {
          problem.checkTestStatistics();
        }
        PlaneReport report = measure(network, files, centres, problem);
        for (MeasuredWeights file : files) {
          file.requireUnchanged();
        }
        print(report);
      }
    }
    return 0;
  }

  private void check() {
    if ((weights == null) == (solutions == null)) {
      throw new IllegalArgumentException("give either --weights FILE or --solutions A,B,C");
    }
    if (solutions != null && solutions.size() != 3) {
      throw new IllegalArgumentException(
          "--solutions names " + solutions.size() + " files; expected three, A,B,C");
    }
    if (solutions == null) {
      PlaneGrid.centred(span, points);
    } else {
      PlaneGrid.around(List.of(PlanePosition.ORIGIN, new PlanePosition(1, 1)), margin, points);
    }
    FigureFile.check(figure, "--figure");
    FigureFile.check(surface, "--surface");
    store.check();
    OutputFile.requireDifferent("--figure", figure, "--surface", surface);
    store.requireOtherThan("--figure", figure);
    store.requireOtherThan("--surface", surface);
  }

  private List<Path> files() {
    return solutions != null ? solutions : List.of(weights == null ? Path.of("") : weights);
  }

  private PlaneReport measure(
      Network network, List<MeasuredWeights> files, List<Tensor> centres, MeasuredProblem problem)
      throws Exception {
    MeasuredProblem.Functions f = problem.at(files.get(0), centres.get(0));
    List<Evaluation> atCentres = new ArrayList<>(List.of(f.centre()));
    for (int k = 1; k < files.size(); k++) {
      atCentres.add(files.get(k).evaluate(f.train(), centres.get(k)));
    }
    Map<String, String> settings = problem.settings(test);
    List<PlanePosition> places = List.of(PlanePosition.ORIGIN);
    PlaneGrid grid;
    Plane plane;
    if (solutions == null) {
      plane = Plane.random(centres.get(0), scaling, network.layout().filters(), seed);
      grid = PlaneGrid.centred(span, points);
      settings.put("plane", scaling.label() + " directions, seed " + seed);
    } else {
      SolutionPlane through = SolutionPlane.through(centres.get(0), centres.get(1), centres.get(2));
      plane = through.plane();
      places = through.solutions();
      grid = PlaneGrid.around(places, margin, points);
      settings.put("plane", "through three solutions");
    }
    for (int k = 0; k < files.size(); k++) {
      settings.put("weights" + (k + 1) + "Sha256", files.get(k).sha256());
    }
    settings.put("grid", grid.describe());
    try (plane;
        PointLog log =
            store.open(new Measurement("plane", settings, PlaneLandscape.columns(test)));
        ProgressLine progress = new ProgressLine(points * points)) {
      List<PlanePoint> measured =
          new PlaneLandscape(f.train(), test ? f.test() : null)
              .measure(
                  plane,
                  grid.positions(),
                  log,
                  point -> {
                    progress.say("plane", "a " + point.a() + ", b " + point.b());
                    progress.advance(1);
                  });
      List<PlaneReport.Solution> found = new ArrayList<>();
      for (int k = 0; k < files.size(); k++) {
        found.add(new PlaneReport.Solution(files.get(k), places.get(k), atCentres.get(k)));
      }
      String kind = solutions == null ? scaling.label() : "solutions";
      return new PlaneReport(
          kind,
          solutions == null ? seed : null,
          grid,
          measured,
          found,
          problem.origin(Objects.requireNonNull(spec), files, solutions == null ? seed : null));
    }
  }

  private void print(PlaneReport report) throws Exception {
    FigureFile.write(figure, () -> report.figures().contour().chart());
    FigureFile.write(surface, () -> report.figures().surface().chart());
    if (json) {
      JsonOutput.print(report.document());
    } else {
      report.print(System.out);
    }
  }
}
