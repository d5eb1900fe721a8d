package dev.basin.cli;

import dev.basin.curvature.DiagonalBlock;
import dev.basin.curvature.Estimate;
import dev.basin.curvature.Hessian;
import dev.basin.curvature.HutchPlusPlus;
import dev.basin.curvature.Hutchinson;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.LanczosQuadrature;
import dev.basin.curvature.SpectralDensity;
import dev.basin.curvature.Spectrum;
import dev.basin.curvature.SymmetricOperator;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Segment;
import dev.basin.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code basin spectrum}: eigenvalues, density and trace of the Hessian at weights on disk. */
@Command(
    name = "spectrum",
    mixinStandardHelpOptions = true,
    description = {
      "Curvature at a solution: the extreme eigenvalues of the Hessian of the training loss and, if"
          + " asked for, its spectral density, its trace and the same layer by layer."
    })
final class SpectrumCommand implements Callable<Integer> {
  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Mixin private SolutionOption solution = new SolutionOption();

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "10",
      description = "How many of the largest eigenvalues (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 0, most = LanczosConfig.MOST_WANTED)
  private int top;

  @Option(
      names = "--bottom",
      paramLabel = "K",
      defaultValue = "0",
      description = "How many of the smallest eigenvalues (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 0, most = LanczosConfig.MOST_WANTED)
  private int bottom;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "1e-4",
      description =
          "An eigenvalue is good enough when its residual is at most this share of its own size"
              + " (default ${DEFAULT-VALUE}).")
  @OptionRange(least = LanczosConfig.LEAST_TOLERANCE, most = 0x1.fffffffffffffp-1)
  private double tolerance;

  @Option(
      names = "--max-products",
      paramLabel = "N",
      defaultValue = "300",
      description = "The most Hessian products for the eigenvalues (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 3, most = LanczosConfig.MOST_PRODUCTS)
  private int maxProducts;

  @Option(
      names = "--trace",
      paramLabel = "N",
      description = "Estimate the trace by Hutch++ with that many products, at least 6.")
  @OptionRange(least = 6, most = HutchPlusPlus.MOST_PRODUCTS)
  private @Nullable Integer trace;

  @Option(
      names = "--density",
      paramLabel = "STEPS",
      description =
          "Estimate the spectral density by Lanczos quadrature with that many products a start, and"
              + " the number of large eigenvalues from it.")
  @OptionRange(least = 1, most = LanczosQuadrature.MOST_STEPS)
  private @Nullable Integer density;

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "5",
      description = "Random starts of the density, at least 2 (default ${DEFAULT-VALUE}).")
  @OptionRange(least = 2, most = LanczosQuadrature.MOST_STARTS)
  private int starts;

  @Option(
      names = "--large",
      paramLabel = "T",
      description =
          "Count eigenvalues above this as large (default: a tenth of the largest eigenvalue).")
  @OptionRange(least = -Float.MAX_VALUE, most = Float.MAX_VALUE)
  private @Nullable Double large;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "Look at the block of this layer alone, such as conv0, linear2 or norm1; 'basin network"
              + " show' names them (default: the whole Hessian).")
  private @Nullable String layer;

  @Option(
      names = "--per-layer",
      paramLabel = "N",
      description =
          "Also the largest eigenvalue of each layer's own block, to 1 %% or as far as 30 products"
              + " get (its residual tells), and its trace by Hutchinson's estimator with N"
              + " products, at least 2.")
  @OptionRange(least = 2, most = Hutchinson.MOST_PROBES)
  private @Nullable Integer perLayer;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the random vectors (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--figure",
      paramLabel = "FILE",
      description =
          "Draw into this file, .svg or .png: the density if --density is given, else the"
              + " eigenvalues.")
  private @Nullable Path figure;

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = measurement.network();
    check(network);
    LanczosConfig lanczos = new LanczosConfig(top, bottom, tolerance, maxProducts, 0, seed);
    checkMemory(lanczos, dimension(network));
    MeasuredWeights file = solution.measured();
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      Tensor x = file.load(network);
      try (MeasuredProblem problem = measurement.open(network, "run the command again to measure");
          ProgressLine progress = new ProgressLine(products(network))) {
        problem.checkHessianMemory();
        Hessian whole = new Hessian(problem.at(file, x).train(), x);
        SpectrumReport measured = measure(operator(whole, network), network, lanczos, progress);
        progress.close();
        file.requireUnchanged();
        FigureFile.write(figure, () -> measured.chart());
        if (json) {
          JsonOutput.print(measured.document(record(problem), seed));
        } else {
          measured.print(System.out, dimension(network));
        }
      }
    }
    return 0;
  }

  private void check(Network network) {
    if (layer != null) {
      segment(network, layer);
    }
    long n = dimension(network);
    require(top + bottom <= n, "--top and --bottom together", top + bottom, "at most n, here " + n);
    require(
        maxProducts >= top + bottom + 2,
        "--max-products",
        maxProducts,
        "at least 2 more than the eigenvalues, here " + (top + bottom + 2));
    require(layer == null || perLayer == null, "--per-layer", perLayer, "no --layer beside it");
    FigureFile.check(figure, "--figure");
  }

  /** Refuses more vectors than memory holds: one instrument after the other has some. */
  private void checkMemory(LanczosConfig lanczos, long n) {
    Machine.requireMemory(
        lanczos.bytes(n), "the vectors of --top and --bottom", "ask for fewer eigenvalues");
    if (trace != null) {
      Machine.requireMemory(
          HutchPlusPlus.bytes(trace, n), "the vectors of --trace", "ask for fewer products");
    }
    if (density != null) {
      Machine.requireMemory(
          LanczosQuadrature.bytes(density, n), "the vectors of --density", "ask for fewer steps");
    }
  }

  private Map<String, Object> record(MeasuredProblem problem) {
    Map<String, Object> record = problem.record();
    if (layer != null) {
      record.put("layer", layer);
    }
    return record;
  }

  private long dimension(Network network) {
    return layer == null ? network.layout().dimension() : segment(network, layer).size();
  }

  private SymmetricOperator operator(Hessian whole, Network network) {
    return layer == null ? whole : new DiagonalBlock(whole, segment(network, layer));
  }

  private static Segment segment(Network network, String layer) {
    List<Segment> layers = network.layout().layers();
    return layers.stream()
        .filter(segment -> segment.name().equals(layer))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--layer is '"
                        + layer
                        + "'; "
                        + network.name()
                        + " has "
                        + layers.stream().map(Segment::name).collect(Collectors.joining(", "))));
  }

  private static void require(
      boolean holds, String option, @Nullable Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(option + " is " + found + "; expected " + expected);
    }
  }

  /** A guess of all products, for the progress line. */
  private double products(Network network) {
    double eigenvalues = Math.min(maxProducts, 4.0 * (top + bottom) + 20);
    double layers = perLayer == null ? 0 : perLayer + 15.0 * network.layout().layers().size();
    return eigenvalues
        + (trace == null ? 0 : trace)
        + (density == null ? 0 : (double) density * starts)
        + layers;
  }

  private SpectrumReport measure(
      SymmetricOperator hessian, Network network, LanczosConfig lanczos, ProgressLine progress) {
    progress.say("spectrum", "eigenvalues");
    IntConsumer advance = products -> progress.advance(1);
    Spectrum spectrum = new Lanczos(lanczos, advance).of(hessian);
    Estimate traced = null;
    if (trace != null) {
      progress.say("spectrum", "trace");
      traced = new HutchPlusPlus(trace, seed, advance).of(hessian);
    }
    SpectralDensity found = null;
    Double threshold = large;
    if (density != null) {
      progress.say("spectrum", "density");
      found = new LanczosQuadrature(starts, density, seed, advance).of(hessian);
      threshold = large != null ? large : Double.valueOf(found.largest() / 10);
    }
    List<SpectrumReport.Layer> layers =
        perLayer == null
            ? List.of()
            : new LayerSpectra(perLayer, seed, progress).of(hessian, network.layout().layers());
    return new SpectrumReport(spectrum, traced, found, threshold, layers);
  }
}
