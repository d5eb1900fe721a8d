package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.landscape.Measurement;
import dev.basin.landscape.Plane;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlaneLandscape;
import dev.basin.landscape.PlanePoint;
import dev.basin.landscape.PlanePosition;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.PrincipalPlane;
import dev.basin.landscape.Trajectory;
import dev.basin.landscape.TrajectoryPoint;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code basin trajectory}: the plane that training moved in, and the loss along the way. */
@Command(
    name = "trajectory",
    mixinStandardHelpOptions = true,
    description = {
      "The plane of the two largest principal components of saved iterates, seen from the last one,"
          + " with the variance explained, and the true beside the projected loss."
    })
final class TrajectoryCommand implements Callable<Integer> {
  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(
      names = "--iterates",
      required = true,
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "The iterates in order: a folder, such as 'basin train --iterates' writes, whose"
              + " safetensors files are taken by name; or files.")
  private List<Path> paths = List.of();

  @Option(
      names = "--grid",
      paramLabel = "N",
      description =
          "Also measure the training loss on N x N points of the plane around the trajectory, at"
              + " least 2.")
  @OptionRange(least = 2, most = PlaneGrid.MOST_POINTS)
  private @Nullable Integer grid;

  @Option(
      names = "--margin",
      paramLabel = "M",
      defaultValue = "0.2",
      description =
          "How far the grid goes beyond the trajectory, as a share of its extent (default"
              + " ${DEFAULT-VALUE}).")
  @OptionRange(least = 0, most = PlaneGrid.FARTHEST)
  private double margin;

  @Mixin private PointsOption kept = new PointsOption();

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description =
          "Draw the trajectory in its plane into this file, .svg or .png; over contours of the loss"
              + " with --grid.")
  private @Nullable Path figure;

  @Option(
      names = "--losses",
      paramLabel = "FILE",
      description = "Draw true and projected loss by iterate into this file, .svg or .png.")
  private @Nullable Path losses;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    check();
    IterateFiles iterates = IterateFiles.of(network, paths);
    if (iterates.size() < 3) {
      throw new IllegalArgumentException(
          "--iterates names " + iterates.size() + " weight files; expected at least 3");
    }
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope();
        MeasuredProblem problem = measurement.open(network, kept.advice())) {
      PrincipalPlane principal = PrincipalPlane.of(iterates);
      try (Plane held = principal.plane()) {
        TrajectoryReport report = measure(iterates, principal, problem);
        iterates.requireUnchanged();
        report.draw(figure, losses);
        if (json) {
          JsonOutput.print(report.document());
        } else {
          report.print(System.out);
        }
      }
    }
    return 0;
  }

  private void check() {
    if (grid != null) {
      PlaneGrid.around(List.of(PlanePosition.ORIGIN, new PlanePosition(1, 1)), margin, grid);
    }
    FigureFile.check(figure, "--figure");
    FigureFile.check(losses, "--losses");
    kept.check();
    OutputFile.requireDifferent("--figure", figure, "--losses", losses);
    kept.requireOtherThan("--figure", figure);
    kept.requireOtherThan("--losses", losses);
  }

  private TrajectoryReport measure(
      IterateFiles iterates, PrincipalPlane principal, MeasuredProblem problem) throws Exception {
    int last = iterates.size() - 1;
    DatasetObjective train = problem.at(iterates.files().get(last), iterates.get(last)).train();
    Map<String, String> settings = problem.settings(false);
    ResultOrigin origin = problem.origin(Objects.requireNonNull(spec), iterates.files(), null);
    for (int k = 0; k < iterates.size(); k++) {
      settings.put("iterate" + k + "Sha256", iterates.files().get(k).sha256());
    }
    int gridPoints = grid == null ? 0 : grid * grid;
    try (ProgressLine progress = new ProgressLine(2.0 * iterates.size() + gridPoints)) {
      List<TrajectoryPoint> points;
      try (PointLog log = kept.open(new Measurement("trajectory", settings, Trajectory.COLUMNS))) {
        points =
            new Trajectory(train)
                .measure(
                    iterates,
                    principal,
                    log,
                    point -> {
                      progress.say("trajectory", "iterate " + point.iterate());
                      progress.advance(2);
                    });
      }
      if (grid == null) {
        return new TrajectoryReport(iterates, principal, points, null, List.of(), origin);
      }
      PlaneGrid around = PlaneGrid.around(principal.positions(), margin, grid);
      settings.put("plane", "of the two largest principal components");
      settings.put("grid", around.describe());
      try (PointLog log =
          kept.open(new Measurement("plane", settings, PlaneLandscape.columns(false)), ".plane")) {
        List<PlanePoint> inPlane =
            new PlaneLandscape(train, null)
                .measure(
                    principal.plane(),
                    around.positions(),
                    log,
                    point -> {
                      progress.say("trajectory", "a " + point.a() + ", b " + point.b());
                      progress.advance(1);
                    });
        return new TrajectoryReport(iterates, principal, points, around, inPlane, origin);
      }
    }
  }
}
