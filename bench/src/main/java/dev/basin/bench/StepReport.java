package dev.basin.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The JSON line that a contender prints after the first steps of a training.
 *
 * @param peer the contender's name
 * @param version its version
 * @param batch samples a step
 * @param threads threads it was given
 * @param stepSeconds wall time of each step, seconds; the first warms up
 * @param peakMemoryMB the most resident memory of the process, 10⁶ bytes; 0 where it does not tell
 * @param blas matrix libraries in force, empty where it does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StepReport(
    String peer,
    String version,
    int batch,
    int threads,
    List<Double> stepSeconds,
    double peakMemoryMB,
    List<String> blas) {

  /** Copies the lists; one that is not in the line is empty. */
  @SuppressWarnings("NullAway") // a missing JSON field arrives as null
  StepReport {
    stepSeconds = stepSeconds == null ? List.of() : List.copyOf(stepSeconds);
    blas = blas == null ? List.of() : List.copyOf(blas);
  }

  /** The steps after the one that warms up. */
  List<Double> warmSteps() {
    return stepSeconds.subList(Math.min(1, stepSeconds.size()), stepSeconds.size());
  }
}
