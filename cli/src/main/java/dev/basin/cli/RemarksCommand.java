package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.remarks.CurvatureRemarks;
import dev.basin.lab.remarks.RemarkConfig;
import dev.basin.lab.remarks.RemarkFigures;
import dev.basin.lab.remarks.RemarkPoint;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.sharpness.Maximizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** {@code basin remarks}: sharpness beside curvature at several solutions. */
@Command(
    name = "remarks",
    mixinStandardHelpOptions = true,
    description = {
      "Checks what the paper says of its metric: that for small epsilon the full-space sharpness"
          + " follows the largest eigenvalue of the Hessian, and the sharpness in a random subspace"
          + " the Ritz values on it."
    })
final class RemarksCommand implements Callable<Integer> {
  private static final int MAX_PRODUCTS = 200;
  private static final String EIGENVALUE = "eigenvalue";
  private static final String RITZ = "ritz";
  private static final List<String> ENDINGS = List.of(".svg", ".png");

  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      arity = "1..*",
      description = "Solutions, safetensors files.")
  private List<Path> weights = List.of();

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      split = ",",
      defaultValue = "1e-3,5e-4,5e-5",
      description = "Sizes of the boxes, each > 0 (default ${DEFAULT-VALUE}).")
  @OptionRange
  private List<Double> epsilons = List.of();

  @Option(
      names = "--subspace",
      paramLabel = "P",
      defaultValue = "100",
      description = "Dimension of the random subspace (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 1, most = RemarkConfig.LARGEST_SUBSPACE)
  private int subspace;

  @Option(
      names = "--maximizer",
      paramLabel = "M",
      defaultValue = "best",
      description = "lbfgsb, sign, or best of both (default ${DEFAULT-VALUE}).")
  private Maximizer maximizer = Maximizer.BEST;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Seed of the subspace and of the eigenvalue's start (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "Draw eigenvalue.svg, eigenvalue.png, ritz.svg and ritz.png into this folder.")
  private @Nullable Path figures;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    Subspaces.check(subspace, network, measurement.parallelism());
    RemarkConfig config = new RemarkConfig(epsilons, subspace, maximizer, MAX_PRODUCTS, seed);
    checkFigures();
    List<MeasuredWeights> files = new ArrayList<>();
    for (Path file : weights) {
      files.add(MeasuredWeights.of(file));
    }
    NativeRuntime.start();
    List<RemarkPoint> points = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> solutions = files.stream().map(file -> file.load(network)).toList();
      try (MeasuredProblem problem = measurement.open(network, "run the command again to measure");
          ProgressLine progress = new ProgressLine(work())) {
        problem.checkHessianMemory();
        CurvatureRemarks remarks = new CurvatureRemarks(config, problem.workers(), progress);
        List<DatasetObjective> functions = new ArrayList<>();
        for (int k = 0; k < solutions.size(); k++) {
          functions.add(problem.at(files.get(k), solutions.get(k)).train());
        }
        for (int k = 0; k < solutions.size(); k++) {
          points.add(remarks.at(name(weights.get(k)), functions.get(k), solutions.get(k)));
        }
        progress.close();
        for (MeasuredWeights file : files) {
          file.requireUnchanged();
        }
        draw(points);
        print(points, problem.origin(Objects.requireNonNull(spec), files, seed));
      }
    }
    return 0;
  }

  /** A guess of all gradients and products, for the progress line. */
  private double work() {
    return weights.size() * (subspace + 30 + epsilons.size() * 34.0);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.safetensors$", "");
  }

  private void checkFigures() {
    if (figures == null) {
      return;
    }
    if (!Files.isDirectory(figures)) {
      throw new IllegalArgumentException("--figures is " + figures + "; expected a folder");
    }
    for (String ending : ENDINGS) {
      OutputFile.requireWritable(figures.resolve(EIGENVALUE + ending), "--figures");
      OutputFile.requireWritable(figures.resolve(RITZ + ending), "--figures");
    }
  }

  private void draw(List<RemarkPoint> points) {
    if (figures != null) {
      for (String ending : ENDINGS) {
        FigureFile.write(
            figures.resolve(EIGENVALUE + ending), () -> RemarkFigures.eigenvalue(points));
        FigureFile.write(figures.resolve(RITZ + ending), () -> RemarkFigures.ritz(points));
      }
    }
  }

  private void print(List<RemarkPoint> points, ResultOrigin origin) throws Exception {
    if (json) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      origin.addTo(document);
      document.put("subspace", subspace);
      document.put("maximizer", maximizer.label());
      document.put("seed", seed);
      document.put("solutions", points);
      JsonOutput.print(document);
      return;
    }
    System.out.println(
        "solution             f   |grad f|  lambda_max  largest Ritz   epsilon     phi full   phi"
            + " subspace");
    for (RemarkPoint point : points) {
      for (RemarkPoint.AtEpsilon at : point.sharpness()) {
        System.out.printf(
            "%-12s %9.4g %10.4g %11.4g %13.4g %9.2g %12.5g %14.5g%n",
            point.name(),
            point.loss(),
            point.gradientNorm(),
            point.eigenvalue(),
            point.ritz(),
            at.epsilon(),
            at.full(),
            at.subspace());
      }
    }
    System.out.println("phi in percent of 1 + f, each a lower bound");
  }
}
