package dev.basin.cli;

import dev.basin.engine.NativeRuntime;
import dev.basin.lab.instrument.Arity;
import dev.basin.lab.instrument.Drawing;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Price;
import dev.basin.lab.instrument.Problem;
import dev.basin.lab.instrument.Setting;
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

  private final Instrument<R> instrument;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final NavigableMap<String, Path> figures = new TreeMap<>();
  private final Map<String, Path> weights = new LinkedHashMap<>();

  @Mixin private MeasurementOptions measurement = new MeasurementOptions();

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  private InstrumentCommand(Instrument<R> instrument) {
    this.instrument = instrument;
  }

  /** The command of an instrument. */
  static <R> CommandSpec of(Instrument<R> instrument) {
    InstrumentCommand<R> command = new InstrumentCommand<>(instrument);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.name(instrument.about().name());
    spec.usageMessage()
        .description(escaped(instrument.about().summary()))
        .footer("%nSource: " + escaped(instrument.about().source()));
    for (String option : weightOptions(instrument.arity())) {
      spec.addOption(
          path(option, "A solution, a safetensors file.", command.weights).required(true).build());
    }
    for (Setting<?> setting : instrument.settings()) {
      spec.addOption(command.option(setting));
    }
    for (Drawing<R> drawing : instrument.drawings()) {
      String help = "Draw into this file, .svg or .png: " + drawing.help();
      spec.addOption(path(drawing.option(), help, command.figures).build());
    }
    return spec;
  }

  private static List<String> weightOptions(Arity arity) {
    return switch (arity) {
      case ONE -> List.of("weights");
      case TWO -> List.of("from", "to");
      case ONE_OR_THREE, ITERATES ->
          throw new IllegalArgumentException("no command measures " + arity.words() + " weights");
    };
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
                    + (usual == null ? "." : " (default: " + usual + ").")))
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
    Network network = measurement.network();
    Measurement what = measurement(network);
    figures.forEach((option, file) -> FigureFile.check(file, "--" + option));
    figures.forEach(
        (one, file) ->
            figures
                .tailMap(one, false)
                .forEach(
                    (two, other) ->
                        OutputFile.requireDifferent("--" + one, file, "--" + two, other)));
    List<MeasuredWeights> files = new ArrayList<>();
    for (String option : weightOptions(instrument.arity())) {
      files.add(MeasuredWeights.of(weights.getOrDefault(option, Path.of(""))));
    }
    NativeRuntime.start();
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> loaded = files.stream().map(file -> file.load(network)).toList();
      try (MeasuredProblem problem =
          measurement.open(network, "run the command again to measure")) {
        R result = measure(problem, what, files, loaded);
        for (MeasuredWeights file : files) {
          file.requireUnchanged();
        }
        show(problem, what, files, result);
      }
    }
    return 0;
  }

  private Measurement measurement(Network network) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Drawing<R> drawing : instrument.drawings()) {
      if (figures.containsKey(drawing.option())) {
        all.putAll(drawing.needs());
      }
    }
    all.putAll(given);
    try {
      Measurement what = Measurement.of(instrument, 0, all);
      instrument.check(what.settings(), network);
      return what;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + e.getMessage(), e);
    }
  }

  private R measure(
      MeasuredProblem opened, Measurement what, List<MeasuredWeights> files, List<Tensor> loaded) {
    Price price = instrument.price(what.settings(), opened.sizes(BATCH));
    if (price.products() > 0) {
      opened.checkHessianMemory();
    }
    Problem.Subject subject =
        new Problem.Subject(names(files), loaded, usualTraining(), purpose -> 1L);
    try (ProgressLine progress = new ProgressLine(GradientMeter.work(price));
        Problem problem = opened.problem(files, subject, progress)) {
      return instrument.measure(what.settings(), problem);
    }
  }

  private static TrainingConfig usualTraining() {
    return new TrainingConfig(
        BatchSchedule.constant(BATCH),
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

  private void show(
      MeasuredProblem problem, Measurement what, List<MeasuredWeights> files, R result)
      throws Exception {
    for (Drawing<R> drawing : instrument.drawings()) {
      FigureFile.write(
          figures.get(drawing.option()),
          () -> drawing.figure().of(what.settings(), names(files), result).chart());
    }
    if (json) {
      Map<String, @Nullable Object> document = instrument.document(result);
      document.put("settings", what.settings().texts());
      document.put("weights", files.stream().map(InstrumentCommand::described).toList());
      document.put("objective", problem.record());
      JsonOutput.print(document);
    } else {
      instrument.lines(what.settings(), result).forEach(System.out::println);
    }
  }

  private static Map<String, String> described(MeasuredWeights weights) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("file", weights.file().toString());
    described.put("sha256", weights.sha256());
    return described;
  }
}
