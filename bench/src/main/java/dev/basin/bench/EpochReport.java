package dev.basin.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The JSON line that a contender prints after training.
 *
 * @param peer the contender's name
 * @param version its version
 * @param batch samples a step
 * @param threads threads it was given
 * @param epochSeconds wall time of each epoch, seconds
 * @param loss mean training loss of each epoch, as a check that it did train
 * @param peakMemoryMB the most resident memory of the process, 10⁶ bytes; 0 where it does not tell
 * @param blas matrix libraries in force, empty where it does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record EpochReport(
    String peer,
    String version,
    int batch,
    int threads,
    List<Double> epochSeconds,
    List<Double> loss,
    double peakMemoryMB,
    List<String> blas) {

  /** Copies the lists; one that is not in the line is empty. */
  @SuppressWarnings("NullAway") // a missing JSON field arrives as null
  EpochReport {
    epochSeconds = epochSeconds == null ? List.of() : List.copyOf(epochSeconds);
    loss = loss == null ? List.of() : List.copyOf(loss);
    blas = blas == null ? List.of() : List.copyOf(blas);
  }
}
