package dev.basin.cli;

import dev.basin.data.LastBatch;
import dev.basin.data.TrainTestData;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Range;
import dev.basin.engine.Workers;
import dev.basin.lab.ComparisonConfig;
import dev.basin.lab.ComparisonResult;
import dev.basin.lab.compare.ComparisonReader;
import dev.basin.lab.compare.ComparisonStudy;
import dev.basin.lab.report.ReportWriter;
import dev.basin.lab.report.ShellWords;
import dev.basin.lab.report.SummaryJson;
import dev.basin.lab.report.TerminalTable;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.Plan;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.objective.DatasetObjective;
import dev.basin.sharpness.Maximizer;
import dev.basin.train.StoppingRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code basin compare}: the main job. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Train with a small and with a large batch from the same start, measure both minima, draw the"
          + " path between them, and report what was found next to the paper's numbers."
    })
final class CompareCommand implements Callable<Integer> {
  private static final int QUICK_POINTS = 10_000;

  /** How often the state of a training run is saved. */
  Duration checkpointInterval = Duration.ofSeconds(20);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NETWORK", description = "Network: F1, F2, C1, C2, C3 or C4.")
  private String networkName = "";

  @Mixin private VariantOption variant = new VariantOption();

  @Mixin private StepOptions steps = new StepOptions();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  @Option(
      names = "--trials",
      paramLabel = "K",
      defaultValue = "1",
      description = "Pairs of runs, each from its own start (default 1; the paper has 5).")
  @OptionRange(least = 1, most = ComparisonConfig.MOST_TRIALS)
  private int trials;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Derives every random stream (default 1).")
  private long seed;

  @Option(
      names = "--small-batch",
      paramLabel = "B",
      description =
          "Points a step of the small-batch runs, or a share of the training points such as 1%%"
              + " (default 256; fewer where 10 %% of the training points are not more).")
  private @Nullable String smallBatch;

  @Option(
      names = "--large-batch",
      paramLabel = "B",
      description =
          "Points a step of the large-batch runs, or a share of the training points (default: 10%%;"
              + " at least four times the small batch where that is not more).")
  private @Nullable String largeBatch;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "The most epochs of every run (default: 20 small-batch, 40 large-batch).")
  @OptionRange(least = 1, most = Range.MOST_EPOCHS)
  private @Nullable Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Epochs without improvement of the mean training loss that end a run (default 10).")
  @OptionRange(least = 1, most = Range.MOST_EPOCHS)
  private int patience;

  @Mixin private OptimizerOptions optimizer = new OptimizerOptions();
  @Mixin private RemedyOptions remedies = new RemedyOptions();
  @Mixin private LastBatchOption lastBatch = new LastBatchOption();

  @Option(
      names = "--epsilon",
      paramLabel = "E,...",
      hideParamSyntax = true,
      split = ",",
      defaultValue = "1e-3,5e-4",
      description = "Sizes of the sharpness box (default 1e-3,5e-4).")
  @OptionRange
  private List<Double> epsilons = List.of();

  @Option(
      names = "--subspace",
      paramLabel = "P",
      defaultValue = "100",
      description = "Dimension of the random subspace (default 100; 0 leaves it out).")
  private int subspace;

  @Option(
      names = "--maximizer",
      paramLabel = "M",
      defaultValue = "best",
      description =
          "How sharpness is maximised: lbfgsb, sign, or best of both (default ${DEFAULT-VALUE}).")
  private Maximizer maximizer = Maximizer.BEST;

  @Option(
      names = "--subspace-maximizer",
      paramLabel = "M",
      defaultValue = "sign",
      description = "The same for the random subspace (default ${DEFAULT-VALUE}).")
  private Maximizer subspaceMaximizer = Maximizer.SIGN;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "25",
      description = "Points of each path on [-1, 2] (default 25).")
  @OptionRange(least = 2, most = PathLandscape.MOST_POINTS)
  private int points;

  @Option(
      names = "--quick",
      description =
          "A first look: 10,000 training points and fewer epochs; not the paper's setting.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go (default: a new folder under basin-runs).")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description = "Go on with what --out holds, as the same command does without it.")
  private boolean resume;

  @Option(names = "--json", description = JsonOutput.SUMMARY_OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Network network = PaperNetworks.byName(networkName, variant.variant());
    if (resume && out == null) {
      throw new IllegalArgumentException("--resume needs --out, the folder to go on with");
    }
    if (quick) {
      data.limitTo(QUICK_POINTS);
    }
    data.check(network);
    checkSettings(network);
    Path folder = out == null ? newFolder(network) : out;
    RunStore.requireUsable(folder, "--out");
    OutputFolder.requireUsable(folder, 2 * StudyRuns.bytes(network), "--out"); // the next pair
    NativeRuntime.start();
    long begin = System.nanoTime();
    StudyData catalogue = data.catalogue();
    String reference = data.reference(network);
    BatchPair batches =
        BatchPair.of(smallBatch, largeBatch, data.limited(catalogue.trainPoints(reference)));
    ComparisonConfig config = config(network, batches);
    ComparisonStudy study = new ComparisonStudy(config, reference);
    Plan plan = study.plan(catalogue);
    RunStore store = RunStore.open(folder, StudyStoreOption::say);
    study.putInto(store);
    if (batches.note() != null) {
      System.err.println("basin: " + batches.note());
    }
    run(plan, store, catalogue, folder);
    ComparisonResult result;
    try (TrainTestData loaded = data.load(network)) {
      result =
          ResultAssembly.assemble(
              config,
              network,
              loaded,
              new ComparisonReader(plan, store).trials(),
              reproduction(folder),
              (System.nanoTime() - begin) * 1e-9);
    }
    ReportWriter.write(result, folder);
    print(result, folder);
    return 0;
  }

  private void run(Plan plan, RunStore store, StudyData catalogue, Path folder) {
    try (Workers workers = compute.workers();
        Interrupt interrupt = new Interrupt(advice(folder))) {
      new StudyRuns(store, catalogue, workers, interrupt.cancellation(), checkpointInterval)
          .run(List.of(plan), Set.of(), null);
    }
  }

  /** Refuses values out of range, before anything is read. */
  private void checkSettings(Network network) {
    if (subspace != 0) {
      Subspaces.check(subspace, network, compute.parallelism());
    }
    data.check(remedies.remedies(), network);
    remedies.checkMemory(optimizer.config(), network);
    BatchPair.check(smallBatch, largeBatch);
    OptionalInt points = data.trainPoints(network);
    config(network, BatchPair.of(smallBatch, largeBatch, points.orElse(Range.MOST_POINTS)));
  }

  private ComparisonConfig config(Network network, BatchPair batches) {
    return new ComparisonConfig(
        network.name(),
        data.name(network),
        batches.small(),
        batches.large(),
        new StoppingRule(epochs(20), patience, 0),
        new StoppingRule(epochs(quick ? 30 : 40), patience, 0),
        optimizer.config(),
        steps.config(),
        trials,
        seed,
        data.limit(),
        DatasetObjective.DEFAULT_CHUNK_SIZE,
        epsilons,
        subspace,
        maximizer,
        subspaceMaximizer,
        points,
        remedies.remedies().toFullTexts(),
        lastBatch.choice() == LastBatch.DROP);
  }

  private int epochs(int unlessSaid) {
    return epochs == null ? unlessSaid : epochs;
  }

  private static Path newFolder(Network network) {
    String stamp =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    Path folder = Path.of("basin-runs", "compare-" + network.name() + "-" + stamp);
    for (int k = 2; Files.exists(folder); k++) {
      folder = folder.resolveSibling("compare-" + network.name() + "-" + stamp + "-" + k);
    }
    return folder;
  }

  private String advice(Path folder) {
    return "to go on: " + reproduction(folder);
  }

  /** The command that does the same in the same folder: goes on there, or finds it all done. */
  private String reproduction(Path folder) {
    List<String> words = new ArrayList<>(typed());
    if (out == null) {
      words.addAll(List.of("--out", folder.toString()));
    }
    return ShellWords.line(words);
  }

  private List<String> typed() {
    List<String> words = spec == null ? List.of() : CommandText.words(spec);
    return resume ? words.stream().filter(word -> !word.equals("--resume")).toList() : words;
  }

  private void print(ComparisonResult result, Path folder) {
    if (json) {
      System.out.println(SummaryJson.toJson(result));
    } else {
      System.out.println(TerminalTable.render(result));
      System.out.println("Report: " + folder.resolve("report.html").toAbsolutePath());
    }
  }
}
