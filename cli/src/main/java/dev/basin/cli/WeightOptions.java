package dev.basin.cli;

import dev.basin.lab.instrument.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command of an instrument is told its weight files. */
abstract class WeightOptions {

  /** Those that an instrument takes. */
  static WeightOptions of(Instrument<?> instrument) {
    return switch (instrument.arity()) {
      case ONE -> instrument.overview().isPresent() ? new Several() : new One();
      case TWO -> new Two();
      case ONE_OR_THREE -> new OneOrThree();
      case ITERATES ->
          throw new IllegalArgumentException(
              "no command measures " + instrument.arity().words() + " weights");
    };
  }

  /** The files of each option that is given. */
  abstract Map<String, List<Path>> given();

  /** What is missing or too much, in a sentence; empty if the files can be measured. */
  abstract Optional<String> wrong();

  /** All of the files, in the order that the instrument takes them. */
  final List<Path> files() {
    return given().values().stream().flatMap(List::stream).toList();
  }

  private static void put(Map<String, List<Path>> given, String option, @Nullable Path file) {
    if (file != null) {
      given.put(option, List.of(file));
    }
  }

  private static Optional<String> missing(String option) {
    return Optional.of("Missing required option: '" + option + "', or --store DIR --trial NAME");
  }

  /** One solution. */
  private static final class One extends WeightOptions {
    @Option(
        names = "--weights",
        paramLabel = "FILE",
        description = "The solution, a safetensors file with F32, F64, F16 or BF16 values.")
    private @Nullable Path weights;

    @Override
    Map<String, List<Path>> given() {
      Map<String, List<Path>> given = new LinkedHashMap<>();
      put(given, "--weights", weights);
      return given;
    }

    @Override
    Optional<String> wrong() {
      return weights == null ? missing("--weights=FILE") : Optional.empty();
    }
  }

  /** Several solutions, each measured alone. */
  private static final class Several extends WeightOptions {
    @Option(
        names = "--weights",
        paramLabel = "FILE",
        arity = "1..*",
        description =
            "Solutions, each measured alone: safetensors files with F32, F64, F16 or BF16 values.")
    private List<Path> weights = new ArrayList<>();

    @Override
    Map<String, List<Path>> given() {
      return weights.isEmpty() ? Map.of() : Map.of("--weights", weights);
    }

    @Override
    Optional<String> wrong() {
      return weights.isEmpty() ? missing("--weights=FILE...") : Optional.empty();
    }
  }

  /** From one solution to another. */
  private static final class Two extends WeightOptions {
    @Option(
        names = "--from",
        paramLabel = "FILE",
        description = "The first solution, a safetensors file.")
    private @Nullable Path from;

    @Option(
        names = "--to",
        paramLabel = "FILE",
        description = "The second solution, a safetensors file.")
    private @Nullable Path to;

    @Override
    Map<String, List<Path>> given() {
      Map<String, List<Path>> given = new LinkedHashMap<>();
      put(given, "--from", from);
      put(given, "--to", to);
      return given;
    }

    @Override
    Optional<String> wrong() {
      if (from == null) {
        return missing("--from=FILE");
      }
      return to == null ? missing("--to=FILE") : Optional.empty();
    }
  }

  /** One solution in the centre, or three that span what is looked at. */
  private static final class OneOrThree extends WeightOptions {
    @Option(
        names = "--weights",
        paramLabel = "FILE",
        description = "The solution in the centre, a safetensors file.")
    private @Nullable Path weights;

    @Option(
        names = "--solutions",
        paramLabel = "A,B,C",
        hideParamSyntax = true,
        split = ",",
        arity = "1",
        description = "Three solutions, safetensors files.")
    private List<Path> solutions = new ArrayList<>();

    @Override
    Map<String, List<Path>> given() {
      Map<String, List<Path>> given = new LinkedHashMap<>();
      put(given, "--weights", weights);
      if (!solutions.isEmpty()) {
        given.put("--solutions", solutions);
      }
      return given;
    }

    @Override
    Optional<String> wrong() {
      if ((weights == null) == solutions.isEmpty()) {
        return Optional.of(
            "give either --weights FILE or --solutions A,B,C"
                + (weights == null ? ", or --store DIR --trial NAME" : ""));
      }
      return weights != null || solutions.size() == 3
          ? Optional.empty()
          : Optional.of("--solutions names " + solutions.size() + " files; expected three, A,B,C");
    }
  }
}
