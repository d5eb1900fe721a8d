package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.Range;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Setting;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.remedy.Remedy;
import dev.basin.train.remedy.RemedyKind;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every numeric option of every command, found in the commands themselves, with hostile values: one
 * line that names the option and the value, or a command that ends well, and never an internal
 * error. What a value out of range would cost is never begun.
 */
final class NumericOptionsTest {
  private static final List<String> HOSTILE =
      List.of(
          "0",
          "-1",
          "2147483647",
          "-2147483648",
          "9223372036854775807",
          "1e300",
          "-1e300",
          "NaN",
          "Infinity",
          "-Infinity",
          "1e-320",
          "");

  /** Their ranges depend on the data or the network, and are checked where these are known. */
  private static final Set<String> BY_CONTEXT = Set.of("--limit", "--subspace");

  private static final Set<Integer> DOCUMENTED =
      Set.of(0, ExitCode.USAGE, ExitCode.DATA, ExitCode.WEIGHTS, ExitCode.OUTPUT, ExitCode.ENGINE);

  @TempDir static Path directory;
  private static Path data;
  private static Path weights;

  /**
   * An option of a command.
   *
   * @param command its name without {@code basin}
   * @param option as picocli knows it
   */
  private record Numeric(String command, OptionSpec option) {
    String name() {
      return option.longestName();
    }

    boolean isSeed() {
      return name().endsWith("seed");
    }

    @Override
    public String toString() {
      return command + " " + name();
    }
  }

  static List<Numeric> options() {
    List<Numeric> found = new ArrayList<>();
    collect(Main.commandLine(), "", found);
    return found;
  }

  private static void collect(CommandLine command, String name, List<Numeric> found) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (isNumeric(option)) {
        found.add(new Numeric(name, option));
      }
    }
    command
        .getSubcommands()
        .forEach((word, sub) -> collect(sub, (name + " " + word).strip(), found));
  }

  private static boolean isNumeric(OptionSpec option) {
    Class<?> type =
        option.auxiliaryTypes().length == 0 ? option.type() : option.auxiliaryTypes()[0];
    return Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            short.class,
            byte.class)
        .contains(type);
  }

  /** The rest of a command line with which a command is as quick as it can be. */
  private static final Map<String, String> REST = new LinkedHashMap<>();

  @BeforeAll
  static void prepare() throws IOException {
    data = Data.smallSet(directory.resolve("small"));
    weights = Data.weights(directory.resolve("w.safetensors"), 1);
    String measured = "--network F1 --data DATA --limit 4 --weights W ";
    REST.put(
        "compare",
        "F1 --data DATA --limit 4 --small-batch 2 --large-batch 4 --epochs 1"
            + " --points 2 --subspace 0 --epsilon 1e-3 --maximizer sign --out OUT");
    REST.put("train", "--network F1 --data DATA --limit 4 --batch 2 --epochs 1 --out OUT");
    REST.put("evaluate", measured);
    REST.put("sharpness", measured + "--maximizer sign");
    REST.put("spectrum", measured + "--top 1 --max-products 3");
    REST.put("eigenvalue", measured + "--max-products 3");
    REST.put("barrier", "--network F1 --data DATA --limit 4 --from W --to W --points 3");
    REST.put("noise-scale", measured + "--steps 2");
    REST.put("efficiency", measured + "--steps 1 --threads 1");
    REST.put("remarks", measured + "--subspace 1 --epsilon 1e-3 --maximizer sign");
    REST.put("landscape", "--network F1 --data DATA --limit 4 --from W --to W --points 2");
    REST.put("plane", measured + "--points 3");
    REST.put("trajectory", "--network F1 --data DATA --limit 4 --iterates W W W");
    REST.put("neighbourhood", measured + "--directions 1 --radii 0.1");
    REST.put("study plan", "nowhere.yaml");
    REST.put("study run", "nowhere.yaml");
    REST.put("network show", "F1");
    REST.put("data prepare kaldi", "--features no.ark --alignments no.ark --out OUT");
  }

  private static String[] words(Numeric numeric, String value, Path weightFile) {
    String rest =
        REST.get(numeric.command())
            .replaceAll(" " + numeric.name() + " \\S+", "")
            .replace("DATA", data.toString())
            .replace(
                "OUT", directory.resolve("out-" + Integer.toHexString(value.hashCode())).toString())
            .replace("W", weightFile.toString());
    List<String> words = new ArrayList<>(List.of(numeric.command().split(" ", -1)));
    words.addAll(List.of(rest.strip().split(" +", -1)));
    words.add(numeric.name() + "=" + value);
    return words.toArray(new String[0]);
  }

  /** A new option cannot be forgotten: it has a range, is a seed, or is named here. */
  @Test
  void everyOneHasARange() {
    assertThat(options()).hasSizeGreaterThan(60);
    for (Numeric numeric : options()) {
      assertThat(REST).as("how to start it is said here").containsKey(numeric.command());
      Range range = OptionRanges.of(numeric.option());
      if (range == null) {
        assertThat(numeric.isSeed() || BY_CONTEXT.contains(numeric.name()))
            .as("%s has an @OptionRange", numeric)
            .isTrue();
      }
    }
  }

  /** Of each option of each command, before anything is read: there are no such weights. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void outOfRangeIsRefusedBeforeWork(Numeric numeric) {
    CommandLine shared = Main.commandLine();
    Range range = OptionRanges.of(numeric.option());
    for (String value : HOSTILE) {
      if (!isRefusedByType(numeric, value) && (range == null || range.contains(number(value)))) {
        continue;
      }
      Run run = Run.of(again(shared), words(numeric, value, Path.of("nowhere.safetensors")));
      OneLine.assertFailure(run, ExitCode.USAGE);
      assertThat(run.err()).as(value).contains(numeric.name());
      if (!isRefusedByType(numeric, value)) {
        String shown = numeric.option().type() == int.class ? value : "";
        assertThat(run.err()).contains(" is " + shown, "; expected ");
      }
    }
  }

  /** To make all commands anew takes longer than to refuse one. */
  private static Supplier<CommandLine> again(CommandLine shared) {
    return () -> shared.setErr(ErrorLines.standardError());
  }

  private static boolean isRefusedByType(Numeric numeric, String value) {
    Class<?> type = numeric.option().type();
    if (value.isEmpty()) {
      return true;
    }
    try {
      if (type == int.class || type == Integer.class) {
        Integer.parseInt(value);
      } else if (type == long.class || type == Long.class) {
        Long.parseLong(value);
      }
      return false;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static double number(String value) {
    return Double.parseDouble(value);
  }

  /** What is in range, with real weights; of an option that several commands share, once. */
  @Test
  void inRangeEndsWellOrInOneLine() {
    Set<Field> seen = new HashSet<>();
    Set<String> ended = new TreeSet<>();
    for (Numeric numeric : options()) {
      if (!seen.add((Field) numeric.option().userObject())) {
        continue;
      }
      Range range = OptionRanges.of(numeric.option());
      for (String value : HOSTILE) {
        if (isRefusedByType(numeric, value)
            || (range != null && !range.contains(number(value)))
            || (numeric.isSeed() && !value.equals(Long.toString(Long.MAX_VALUE)))) {
          continue;
        }
        Run run = Run.of(words(numeric, value, weights));
        assertThat(DOCUMENTED).as("%s=%s: %s", numeric, value, run).contains(run.code());
        if (run.code() == 0) {
          assertThat(run.out()).as("%s=%s", numeric, value).doesNotContain("NaN", "-Infinity");
          ended.add(numeric + "=" + value);
        } else {
          OneLine.assertFailure(run, run.code());
        }
      }
    }
    assertThat(ended).anyMatch(each -> each.endsWith("--seed=9223372036854775807"));
  }

  static List<String> instrumentSettings() {
    List<String> settings = new ArrayList<>();
    CommandLine commands = Main.commandLine();
    for (Instrument<?> instrument : Instruments.all()) {
      CommandLine command = commands.getSubcommands().get(instrument.about().name());
      if (command != null && command.getCommand() instanceof InstrumentCommand<?>) {
        for (Setting<?> setting : instrument.settings()) {
          settings.add(instrument.about().name() + " --" + setting.name());
        }
      }
    }
    return settings;
  }

  /** Of the commands that instruments make: refused before anything is read. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("instrumentSettings")
  void settingsOfInstruments(String option) {
    String name = option.substring(0, option.indexOf(' '));
    CommandLine shared = Main.commandLine();
    for (String value : HOSTILE) {
      String line =
          name
              + " "
              + REST.get(name)
                  .replace("DATA", data.toString())
                  .replaceAll(" " + option.substring(name.length() + 1) + " \\S+", "")
                  .replace("W", "nowhere")
              + option.substring(name.length())
              + "="
              + value;
      Run run = Run.of(again(shared), line.split(" +", -1));
      OneLine.assertFailure(run, run.code());
      assertThat(run.code()).as(line).isIn(ExitCode.USAGE, ExitCode.WEIGHTS);
      if (run.code() == ExitCode.WEIGHTS) {
        assertThat(value).as(line).isNotIn("1e300", "-1e300", "NaN", "Infinity", "");
      }
    }
  }

  static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (String name : List.of("adam", "adagrad", "sgd", "lars", "lamb", "adaqn")) {
      OptimizerConfig.parse(name)
          .settings()
          .forEach((key, usual) -> add(texts, "--optimizer", name, key, usual));
    }
    for (RemedyKind kind : RemedyKind.ALL) {
      Remedy usual = kind.usual();
      usual.settings().forEach((key, value) -> add(texts, "--remedy", usual.name(), key, value));
    }
    for (String schedule : List.of("warmup:%s", "cosine:%s", "step:%s:0.1", "step:30:%s")) {
      texts.add("--optimizer sgd:schedule=" + schedule);
    }
    texts.add("--batch %s");
    texts.add("--batch 2:factor=%s,every=1,max=4");
    texts.add("--batch 2:factor=2,every=%s,max=4");
    texts.add("--batch 2:factor=2,every=1,max=%s");
    for (String key : List.of("train", "test", "classes", "noise", "overlap", "seed")) {
      texts.add("--data synthetic-images:" + key + "=%s");
      texts.add("--data synthetic-speech:" + key + "=%s");
    }
    texts.add("--image-size %sx32");
    texts.add("--image-size 32x%s");
    return texts;
  }

  private static void add(
      List<String> texts, String option, String name, String key, Object usual) {
    if (usual instanceof Number) {
      texts.add(option + " " + name + ":" + key + "=%s");
    }
  }

  /** Numbers within texts; training would begin from weights that are not there. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void numbersWithinTexts(String form) {
    CommandLine shared = Main.commandLine();
    for (String value : HOSTILE) {
      if (form.startsWith("--data")) {
        shared = Main.commandLine(); // a command finds its data once
      }
      String option = form.formatted(value);
      String rest = option.startsWith("--data") ? "" : " --data " + data;
      rest += option.startsWith("--batch") ? "" : " --batch 40";
      String line =
          "train --network F1 --epochs 2 --from nowhere --out "
              + directory.resolve("not")
              + " "
              + option
              + rest;
      Run run = Run.of(again(shared), line.split(" ", -1));
      OneLine.assertFailure(run, run.code());
      assertThat(run.code()).as(option).isIn(ExitCode.USAGE, ExitCode.WEIGHTS);
      if (run.code() == ExitCode.WEIGHTS) {
        assertThat(value).as(option).isNotIn("1e300", "-1e300", "NaN", "Infinity", "");
      }
    }
  }
}
