package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Scale;
import dev.basin.lab.stats.Statistics;
import dev.basin.sharpness.SharpnessResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every quantity of a comparison over its trials. A run that diverged enters no mean; the number of
 * values that did is part of each estimate.
 *
 * @param all in the order in which reports show them
 */
public record Measures(List<Measure> all) {

  /** Key of the accuracy on the test set. */
  public static final String TEST_ACCURACY = "testAccuracy";

  /** Key of the accuracy on the training set. */
  public static final String TRAIN_ACCURACY = "trainAccuracy";

  /** Key of ‖x − x0‖₂. */
  public static final String DISTANCE = "distance";

  /** Takes the means of a comparison. */
  public static Measures of(ComparisonResult result) {
    List<TrialResult> trials = result.trials();
    Optional<PaperNumbers> paper = PaperNumbers.of(result.network());
    List<Measure> all = new ArrayList<>();
    all.add(
        measure(
            TEST_ACCURACY,
            "Test accuracy",
            "%",
            trials,
            RunResult::testAccuracy,
            paper.map(PaperNumbers::testAccuracy)));
    all.add(
        measure(
            TRAIN_ACCURACY,
            "Training accuracy",
            "%",
            trials,
            RunResult::trainAccuracy,
            paper.map(PaperNumbers::trainAccuracy)));
    for (Space space : spaces(trials)) {
      all.add(sharpness(space, trials, paper));
    }
    all.add(plain("testLoss", "Test loss", "nats", trials, RunResult::testLoss));
    all.add(plain("trainLoss", "Training loss f", "nats", trials, RunResult::trainLoss));
    all.add(plain(DISTANCE, "Distance from start ‖x − x₀‖", "", trials, RunResult::distance));
    all.add(plain("gradientNorm", "Gradient norm ‖∇f‖", "", trials, RunResult::gradientNorm));
    return new Measures(List.copyOf(all));
  }

  /**
   * The measure with this key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Measure get(String key) {
    return all.stream()
        .filter(measure -> measure.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no measure named " + key));
  }

  /** The sharpness measures: full space first, larger ε first. */
  public List<Measure> sharpness() {
    return all.stream().filter(Measure::isSharpness).toList();
  }

  private record Space(double epsilon, @Nullable Integer subspace) {
    int dimension() {
      return subspace == null ? 0 : subspace;
    }

    boolean holds(SharpnessResult sharpness) {
      int dimension = sharpness.subspace() == null ? 0 : sharpness.subspace();
      return sharpness.epsilon() == epsilon && dimension == dimension();
    }
  }

  private static List<Space> spaces(List<TrialResult> trials) {
    return trials.stream()
        .flatMap(trial -> Stream.of(trial.small(), trial.large()))
        .flatMap(run -> run.sharpness().stream())
        .map(sharpness -> new Space(sharpness.epsilon(), sharpness.subspace()))
        .distinct()
        .sorted(
            Comparator.comparingInt(Space::dimension)
                .thenComparing(Comparator.comparingDouble(Space::epsilon).reversed()))
        .toList();
  }

  private static Measure sharpness(
      Space space, List<TrialResult> trials, Optional<PaperNumbers> paper) {
    Optional<PaperNumbers.Pair> pair =
        paper.flatMap(numbers -> numbers.sharpness(space.epsilon(), space.dimension()));
    ToDoubleFunction<RunResult> phi =
        run ->
            run.sharpness().stream()
                .filter(space::holds)
                .mapToDouble(SharpnessResult::sharpness)
                .findFirst()
                .orElse(Double.NaN);
    boolean full = space.subspace() == null;
    String where = full ? "full space" : "random subspace, p = " + space.subspace();
    return measure(
        "sharpness." + (full ? "full" : "subspace" + space.subspace()) + "." + space.epsilon(),
        "Sharpness φ, ε = " + Numbers.epsilon(space.epsilon()) + ", " + where,
        "%",
        pair.isEmpty() ? null : full ? "Table 3" : "Table 4",
        space,
        trials,
        phi,
        pair);
  }

  private static Measure measure(
      String key,
      String label,
      String unit,
      List<TrialResult> trials,
      ToDoubleFunction<RunResult> value,
      Optional<PaperNumbers.Pair> pair) {
    return measure(
        key, label, unit, pair.isPresent() ? "Table 2" : null, null, trials, value, pair);
  }

  private static Measure plain(
      String key,
      String label,
      String unit,
      List<TrialResult> trials,
      ToDoubleFunction<RunResult> value) {
    return measure(key, label, unit, null, null, trials, value, Optional.empty());
  }

  private static Measure measure(
      String key,
      String label,
      String unit,
      @Nullable String table,
      @Nullable Space space,
      List<TrialResult> trials,
      ToDoubleFunction<RunResult> value,
      Optional<PaperNumbers.Pair> pair) {
    double[] small = trials.stream().mapToDouble(trial -> ofRun(trial.small(), value)).toArray();
    double[] large = trials.stream().mapToDouble(trial -> ofRun(trial.large(), value)).toArray();
    Scale scale = space == null && unit.equals("%") ? Scale.PERCENT : Scale.POSITIVE;
    return new Measure(
        key,
        label,
        unit,
        table,
        space != null,
        space == null ? null : space.epsilon(),
        space == null ? null : space.subspace(),
        Statistics.estimate(scale, small),
        Statistics.estimate(scale, large),
        Statistics.difference(scale, small, large),
        Statistics.ratio(large, small),
        pair.map(PaperNumbers.Pair::small).orElse(null),
        pair.map(PaperNumbers.Pair::large).orElse(null));
  }

  private static double ofRun(RunResult run, ToDoubleFunction<RunResult> value) {
    return run.diverged() ? Double.NaN : value.applyAsDouble(run);
  }
}
