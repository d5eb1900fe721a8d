package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.instrument.Arity;
import dev.basin.lab.instrument.Drawing;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Price;
import dev.basin.lab.instrument.Problem;
import dev.basin.lab.instrument.Setting;
import dev.basin.lab.instrument.Settings;
import dev.basin.lab.instrument.Sizes;
import dev.basin.lab.run.MeasuredTrials;
import dev.basin.lab.run.StudyRunner;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.network.Network;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command of an instrument, made of what the instrument says of itself: an option for each
 * setting and each drawing, and the weights that it takes.
 *
 * @param <R> the instrument's result
 */
@Command(mixinStandardHelpOptions = true)
final class InstrumentCommand<R> implements Callable<Integer> {
  /**
   * As {@code basin train} trains unless said otherwise; what needs another batch has a setting.
   */
  private static final int BATCH = 256;

  /** Of every random stream at weight files, unless said otherwise. */
  private static final long SEED = 1;

  private static final String NETWORK = "--network";

  private final Instrument<R> instrument;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final NavigableMap<String, Path> figures = new TreeMap<>();
  private final Map<String, Path> weights = new LinkedHashMap<>();
  private final Map<String, Path> kept = new LinkedHashMap<>();

  @Spec private @Nullable CommandSpec spec;

  @Mixin private TrialOptions trials = new TrialOptions();

  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  private InstrumentCommand(Instrument<R> instrument) {
    this.instrument = instrument;
  }

  /** What was measured, and of what. */
  private record Answer<R>(Measurement what, List<String> names, R result, ResultOrigin origin) {}

  /** The command of an instrument. */
  static <R> CommandSpec of(Instrument<R> instrument) {
    InstrumentCommand<R> command = new InstrumentCommand<>(instrument);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.name(instrument.about().name());
    spec.usageMessage()
        .description(escaped(instrument.about().summary()))
        .footer("%nSource: " + escaped(instrument.about().source()));
    OptionSpec network = spec.findOption(NETWORK);
    spec.remove(network);
    spec.addOption(OptionSpec.builder(network).required(false).build());
    weightOptions(instrument.arity())
        .forEach((option, help) -> spec.addOption(path(option, help, command.weights).build()));
    for (Setting<?> setting : instrument.settings()) {
      spec.addOption(command.option(setting));
    }
    if (!instrument.pointsDependOn().isEmpty()) {
      spec.addOption(path(PointsFile.NAME, PointsFile.HELP, command.kept).build());
    }
    for (Drawing<R> drawing : instrument.drawings()) {
      String help = "Draw into this file, .svg or .png: " + drawing.help();
      spec.addOption(path(drawing.option(), help, command.figures).build());
    }
    return spec;
  }

  /** The options of weight files, in the order that the instrument takes them, with their help. */
  private static Map<String, String> weightOptions(Arity arity) {
    Map<String, String> options = new LinkedHashMap<>();
    switch (arity) {
      case ONE ->
          options.put(
              "weights", "The solution, a safetensors file with F32, F64, F16 or BF16 values.");
      case TWO -> {
        options.put("from", "The first solution, a safetensors file.");
        options.put("to", "The second solution, a safetensors file.");
      }
      case ONE_OR_THREE, ITERATES ->
          throw new IllegalArgumentException("no command measures " + arity.words() + " weights");
    }
    return options;
  }

  /** Picocli reads a percent sign as the beginning of a format. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  private static OptionSpec.Builder path(String name, String help, Map<String, Path> into) {
    return OptionSpec.builder("--" + name)
        .paramLabel("FILE")
        .type(Path.class)
        .description(escaped(help))
        .setter(new Taken(value -> into.put(name, (Path) value)));
  }

  private OptionSpec option(Setting<?> setting) {
    String usual = setting.usual();
    return OptionSpec.builder("--" + setting.name())
        .paramLabel(setting.name().toUpperCase(Locale.ROOT))
        .type(String.class)
        .required(usual == null)
        .description(
            escaped(
                setting.help()
                    + " Expected: "
                    + setting.expected()
                    + (usual == null
                        ? "."
                        : " (default: "
                            + usual
                            + (setting.isSeed() ? "; " + SEED + " for weight files" : "")
                            + ").")))
        .setter(new Taken(value -> given.put(setting.name(), (String) value)))
        .build();
  }

  /** Hands values on, but not the nothing to which picocli resets an option. */
  private record Taken(Consumer<Object> sink) implements ISetter {
    @Override
    public <V> V set(V value) {
      if (value != null) {
        sink.accept(value);
      }
      return value;
    }
  }

  @Override
  public Integer call() throws Exception {
    show(trials.areGiven() ? ofTrials() : ofFiles());
    return 0;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private boolean isGiven(String option) {
    return spec().commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private Answer<R> ofFiles() throws Exception {
    requireFiles();
    Network network = measurement.network();
    Map<String, String> seeds = new LinkedHashMap<>();
    instrument.settings().stream()
        .filter(Setting::isSeed)
        .forEach(setting -> seeds.put(setting.name(), Long.toString(SEED)));
    Measurement what = measurement(network, 0, seeds);
    PointsFile points = new PointsFile(kept.get(PointsFile.NAME));
    checkOutputs(points);
    List<MeasuredWeights> files = new ArrayList<>();
    for (String option : weightOptions(instrument.arity()).keySet()) {
      files.add(MeasuredWeights.of(weights.getOrDefault(option, Path.of(""))));
    }
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> loaded = files.stream().map(file -> file.load(network)).toList();
      try (MeasuredProblem problem =
          measurement.open(network, points.advice(!instrument.pointsDependOn().isEmpty()))) {
        R result = measure(problem, what, files, loaded, points);
        for (MeasuredWeights file : files) {
          file.requireUnchanged();
        }
        String seed = what.settings().texts().get("seed");
        return new Answer<>(
            what,
            names(files),
            result,
            problem.origin(spec(), files, seed == null ? null : Long.valueOf(seed)));
      }
    }
  }

  private void requireFiles() {
    if (trials.hasStore() || trials.epoch() != null) {
      throw wrong(
          (trials.hasStore() ? "--store" : "--epoch")
              + " goes with --trial NAME, a trial of a store"
              + (instrument.pointsDependOn().isEmpty()
                  ? ""
                  : "; points of weight files are kept with --" + PointsFile.NAME + " FILE"));
    }
    for (String option : weightOptions(instrument.arity()).keySet()) {
      if (!weights.containsKey(option)) {
        throw wrong(
            "Missing required option: '--" + option + "=FILE', or --store DIR --trial NAME");
      }
    }
    if (!isGiven(NETWORK)) {
      throw wrong("Missing required option: '" + NETWORK + "=NAME'");
    }
  }

  private Answer<R> ofTrials() {
    requireTrials();
    MeasuredTrials found = trials.find();
    measurement.requireAsTrained(found, this::isGiven);
    int limit = measurement.limit(found);
    Measurement what = measurement(found.network(), limit, Map.of());
    checkOutputs(new PointsFile(null));
    MeasurementFile file = found.file(what);
    Object result =
        whole(file)
            .map(
                there -> {
                  System.err.println("basin: from the store, not measured again: " + file.file());
                  return there;
                })
            .orElseGet(() -> measure(found, file));
    return new Answer<>(
        what,
        found.names(),
        instrument.resultType().cast(result),
        ResultOrigin.ofTrials(spec(), found, limit));
  }

  private void requireTrials() {
    for (String option : weightOptions(instrument.arity()).keySet()) {
      if (weights.containsKey(option)) {
        throw wrong("--" + option + " and --trial are both given; expected one of them");
      }
    }
    if (!kept.isEmpty()) {
      throw wrong(
          "--" + PointsFile.NAME + " is of weight files; a trial's points are in its store");
    }
    int count = trials.names().size();
    if (!instrument.arity().allows(count)) {
      throw wrong(
          "--trial is given "
              + count
              + (count == 1 ? " time" : " times")
              + "; expected "
              + instrument.arity().words());
    }
    if (count > 1 && trials.epoch() != null) {
      throw wrong("--epoch is given with several trials, whose solutions are measured together");
    }
  }

  /** What the store holds; what is damaged is measured again. */
  private static Optional<Object> whole(MeasurementFile file) {
    try {
      return file.read();
    } catch (DamagedException e) {
      return Optional.empty();
    }
  }

  private Object measure(MeasuredTrials found, MeasurementFile file) {
    NativeRuntime.start();
    try (Workers workers = measurement.workers();
        Interrupt interrupt =
            new Interrupt("points that were measured are kept; run the command again to go on")) {
      new StudyRuns(
              found.store(),
              measurement.catalogue(found),
              workers,
              interrupt.cancellation(),
              StudyRunner.CHECKPOINT_INTERVAL)
          .measure(found, file);
    }
    return file.read()
        .orElseThrow(() -> new RunFolderException(file.file() + " went away; measure again"));
  }

  private void checkOutputs(PointsFile points) {
    points.check();
    figures.forEach(
        (one, file) -> {
          FigureFile.check(file, "--" + one);
          points.requireOtherThan("--" + one, file);
          figures
              .tailMap(one, false)
              .forEach(
                  (two, other) -> OutputFile.requireDifferent("--" + one, file, "--" + two, other));
        });
  }

  /**
   * What is asked for.
   *
   * @param limit over the first so many training points, 0 for all
   * @param seeds what seeds are in the place of the trial's, by their names
   */
  private Measurement measurement(Network network, int limit, Map<String, String> seeds) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Drawing<R> drawing : instrument.drawings()) {
      if (figures.containsKey(drawing.option())) {
        all.putAll(drawing.needs());
      }
    }
    all.putAll(given);
    seeds.forEach((name, seed) -> all.compute(name, (key, text) -> isOfTrial(text) ? seed : text));
    try {
      Measurement what = Measurement.of(instrument, limit, all);
      instrument.settings().forEach(setting -> requireNumber(setting, what.settings()));
      requireDrawable(what.settings());
      instrument.check(what.settings(), network);
      return what;
    } catch (IllegalArgumentException e) {
      ParameterException refusal = wrong("--" + e.getMessage());
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static boolean isOfTrial(@Nullable String seed) {
    return seed == null || seed.equals("trial");
  }

  private void requireDrawable(Settings settings) {
    for (Drawing<R> drawing : instrument.drawings()) {
      if (figures.containsKey(drawing.option()) && !drawing.isPossible(settings)) {
        throw new IllegalArgumentException(
            drawing.option()
                + " needs "
                + String.join(" and ", drawing.needs().keySet())
                + ", which is none; expected a number, or leave it out");
      }
    }
  }

  /** A 0 that means a word in study files is a slip here. */
  private void requireNumber(Setting<?> setting, Settings read) {
    String text = given.get(setting.name());
    String meant = String.valueOf(read.texts().get(setting.name()));
    if ("0".equals(text) && meant.matches("[a-z-]+")) {
      throw new IllegalArgumentException(setting.name() + " is 0; expected " + setting.expected());
    }
  }

  private R measure(
      MeasuredProblem opened,
      Measurement what,
      List<MeasuredWeights> files,
      List<Tensor> loaded,
      PointsFile points) {
    Sizes sizes = opened.sizes(BATCH);
    Price price = instrument.price(what.settings(), sizes);
    if (price.products() > 0) {
      opened.checkHessianMemory();
    }
    requireMemory(what, instrument.price(what.settings(), sizes.withoutActivations()).bytes());
    Map<String, String> settings = opened.settings(true);
    for (int k = 0; k < files.size(); k++) {
      settings.put("weights" + (files.size() == 1 ? "" : k + 1) + "Sha256", files.get(k).sha256());
    }
    for (Setting<?> setting : instrument.pointsDependOn()) {
      settings.put(setting.name(), String.valueOf(what.settings().texts().get(setting.name())));
    }
    Problem.Subject subject =
        new Problem.Subject(names(files), loaded, usualTraining(sizes), purpose -> SEED);
    try (ProgressLine progress = new ProgressLine(GradientMeter.work(price));
        Problem problem =
            opened.problem(
                files, subject, progress, points.logs(instrument.about().name(), settings))) {
      return instrument.measure(what.settings(), problem);
    }
  }

  /** One that needs more than any machine has is meant to run alone. */
  private void requireMemory(Measurement what, double bytes) {
    if (Double.isFinite(bytes)) {
      String settings = what.describe();
      Machine.requireMemory(
          bytes,
          "the vectors of "
              + instrument.about().name()
              + (settings.isEmpty() ? "" : " with " + settings),
          "ask for less");
    }
  }

  private static TrainingConfig usualTraining(Sizes sizes) {
    return new TrainingConfig(
        BatchSchedule.constant(Math.min(BATCH, sizes.trainPoints())),
        new StoppingRule(1, 1, 0),
        OptimizerConfig.parse("adam"),
        1,
        StepConfig.defaults());
  }

  private static List<String> names(List<MeasuredWeights> files) {
    return files.stream()
        .map(file -> String.valueOf(file.file().getFileName()).replaceFirst("\\.safetensors$", ""))
        .toList();
  }

  private void show(Answer<R> answer) throws Exception {
    Settings settings = answer.what().settings();
    for (Drawing<R> drawing : instrument.drawings()) {
      FigureFile.write(
          figures.get(drawing.option()),
          () -> drawing.figure().of(settings, answer.names(), answer.result()).chart());
    }
    if (!json) {
      instrument.lines(settings, answer.result()).forEach(System.out::println);
      System.out.println(answer.origin().line());
      return;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    if (answer.names().size() == 1) {
      document.put("weightsSha256", answer.origin().weights().get(0).get("sha256"));
    }
    document.putAll(instrument.document(settings, answer.result()));
    document.put("settings", settings.texts());
    document.put("weights", answer.origin().weights());
    answer.origin().objective().putAll(instrument.narrowed(settings));
    answer.origin().addTo(document);
    JsonOutput.print(document);
  }
}
