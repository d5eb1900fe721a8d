package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.instrument.Drawing;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Overview;
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
import java.nio.file.Files;
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
import java.util.stream.Collectors;
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
  private static final String FIGURES = "figures";
  private static final List<String> ENDINGS = List.of(".svg", ".png");

  private final Instrument<R> instrument;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final NavigableMap<String, Path> figures = new TreeMap<>();
  private final WeightOptions weights;
  private final Map<String, Path> kept = new LinkedHashMap<>();

  @Spec private @Nullable CommandSpec spec;

  @Mixin private TrialOptions trials = new TrialOptions();

  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  private InstrumentCommand(Instrument<R> instrument) {
    this.instrument = instrument;
    this.weights = WeightOptions.of(instrument);
  }

  /**
   * What was measured, and of what.
   *
   * @param results one, or where each of the weights is measured alone one for each
   */
  private record Answer<R>(
      Measurement what, List<String> names, List<R> results, ResultOrigin origin) {}

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
    spec.addMixin("weights", CommandSpec.forAnnotatedObject(command.weights));
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
    instrument
        .overview()
        .ifPresent(
            overview ->
                spec.addOption(
                    path(FIGURES, "Draw into this folder: " + files(overview) + ".", command.kept)
                        .paramLabel("DIR")
                        .build()));
    return spec;
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
        .arity(setting.isFlag() ? "0..1" : "1")
        .fallbackValue(setting.isFlag() ? "true" : "")
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
    Measurement what = measurement(network, weights.files().size(), 0, seeds);
    PointsFile points = new PointsFile(kept.get(PointsFile.NAME));
    checkOutputs(points);
    List<MeasuredWeights> files = new ArrayList<>();
    for (Path file : weights.files()) {
      files.add(MeasuredWeights.of(file));
    }
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> loaded = files.stream().map(file -> file.load(network)).toList();
      try (MeasuredProblem problem =
          measurement.open(network, points.advice(!instrument.pointsDependOn().isEmpty()))) {
        List<R> results = measure(problem, what, files, loaded, points);
        for (MeasuredWeights file : files) {
          file.requireUnchanged();
        }
        String seed = what.settings().texts().get("seed");
        return new Answer<>(
            what,
            names(files),
            results,
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
    weights
        .wrong()
        .ifPresent(
            message -> {
              throw wrong(message);
            });
    if (!isGiven(NETWORK)) {
      throw wrong("Missing required option: '" + NETWORK + "=NAME'");
    }
  }

  private Answer<R> ofTrials() {
    requireTrials();
    MeasuredTrials found = trials.find();
    measurement.requireAsTrained(found, this::isGiven);
    int limit = measurement.limit(found);
    Measurement what = measurement(found.network(), found.all().size(), limit, Map.of());
    checkOutputs(new PointsFile(null));
    List<R> results = new ArrayList<>();
    for (MeasuredTrials each : isEachAlone() ? found.each() : List.of(found)) {
      results.add(measured(each, each.file(what)));
    }
    return new Answer<>(what, found.names(), results, ResultOrigin.ofTrials(spec(), found, limit));
  }

  private boolean isEachAlone() {
    return instrument.overview().isPresent();
  }

  private R measured(MeasuredTrials trials, MeasurementFile file) {
    Object result =
        whole(file)
            .map(
                there -> {
                  System.err.println("basin: from the store, not measured again: " + file.file());
                  return there;
                })
            .orElseGet(() -> measure(trials, file));
    return instrument.resultType().cast(result);
  }

  private void requireTrials() {
    for (String option : weights.given().keySet()) {
      throw wrong(option + " and --trial are both given; expected one of them");
    }
    if (kept.containsKey(PointsFile.NAME)) {
      throw wrong(
          "--" + PointsFile.NAME + " is of weight files; a trial's points are in its store");
    }
    int count = trials.names().size();
    if (isEachAlone()) {
      return;
    }
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
    instrument.overview().ifPresent(this::checkFolder);
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

  /** The names of an overview's files, with commas. */
  private static String files(Overview<?> overview) {
    return overview.figureNames().stream()
        .flatMap(name -> ENDINGS.stream().map(ending -> name + ending))
        .collect(Collectors.joining(", "));
  }

  private void checkFolder(Overview<R> overview) {
    Path folder = kept.get(FIGURES);
    if (folder == null) {
      return;
    }
    String option = "--" + FIGURES;
    if (!Files.isDirectory(folder)) {
      throw wrong(option + " is " + folder + "; expected a folder");
    }
    for (String name : overview.figureNames()) {
      ENDINGS.forEach(ending -> OutputFile.requireWritable(folder.resolve(name + ending), option));
    }
  }

  /**
   * What is asked for.
   *
   * @param count how many sets of weights are measured
   * @param limit over the first so many training points, 0 for all
   * @param seeds what seeds are in the place of the trial's, by their names
   */
  private Measurement measurement(
      Network network, int count, int limit, Map<String, String> seeds) {
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
      instrument.check(what.settings(), count);
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

  /** Together, or each alone. */
  private List<R> measure(
      MeasuredProblem opened,
      Measurement what,
      List<MeasuredWeights> files,
      List<Tensor> loaded,
      PointsFile points) {
    if (!isEachAlone()) {
      return List.of(measureTogether(opened, what, files, loaded, points));
    }
    if (files.size() > 1) {
      for (int k = 0; k < files.size(); k++) {
        opened.at(
            files.get(k), loaded.get(k)); // the last has to be finite before the first is begun
      }
    }
    List<R> results = new ArrayList<>();
    for (int k = 0; k < files.size(); k++) {
      results.add(
          measureTogether(opened, what, files.subList(k, k + 1), loaded.subList(k, k + 1), points));
    }
    return results;
  }

  private R measureTogether(
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
    draw(answer);
    if (!json) {
      lines(answer).forEach(System.out::println);
      System.out.println(answer.origin().line());
      return;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    if (answer.names().size() == 1) {
      document.put("weightsSha256", answer.origin().weights().get(0).get("sha256"));
    }
    document.putAll(document(answer));
    document.put("settings", settings.texts());
    document.put("weights", answer.origin().weights());
    answer.origin().objective().putAll(instrument.narrowed(settings));
    answer.origin().addTo(document);
    JsonOutput.print(document);
  }

  private void draw(Answer<R> answer) {
    Settings settings = answer.what().settings();
    R first = answer.results().get(0);
    for (Drawing<R> drawing : instrument.drawings()) {
      FigureFile.write(
          figures.get(drawing.option()),
          () -> drawing.figure().of(settings, answer.names(), first).chart());
    }
    Path folder = kept.get(FIGURES);
    if (folder != null) {
      instrument
          .overview()
          .ifPresent(
              overview ->
                  overview
                      .figures(settings, answer.names(), answer.results())
                      .forEach(
                          figure ->
                              ENDINGS.forEach(
                                  ending ->
                                      FigureFile.write(
                                          folder.resolve(figure.file() + ending), figure::chart))));
    }
  }

  private List<String> lines(Answer<R> answer) {
    Settings settings = answer.what().settings();
    return instrument
        .overview()
        .map(overview -> overview.lines(settings, answer.names(), answer.results()))
        .orElseGet(() -> instrument.lines(settings, answer.results().get(0)));
  }

  private Map<String, @Nullable Object> document(Answer<R> answer) {
    Settings settings = answer.what().settings();
    return instrument
        .overview()
        .map(overview -> overview.document(settings, answer.names(), answer.results()))
        .orElseGet(
            () ->
                instrument.document(settings, answer.origin().weights(), answer.results().get(0)));
  }
}
