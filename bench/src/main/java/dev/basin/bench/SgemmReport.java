package dev.basin.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What {@link Sgemm} prints.
 *
 * @param blas the matrix library in force
 * @param rates one entry for each shape and number of threads
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SgemmReport(String blas, List<Rate> rates) {

  /** The shape whose rate is the bound of the tables. */
  static final String BOUND = "4096 x 4096 x 4096";

  static String shapeOf(Workload workload, int batch) {
    return workload + ", batch " + batch;
  }

  /**
   * A measured rate.
   *
   * @param shape what was multiplied
   * @param threads threads that each ran one-thread products side by side
   * @param gflops sum of the threads' rates, GFLOP/s
   */
  record Rate(String shape, int threads, double gflops) {}
}
