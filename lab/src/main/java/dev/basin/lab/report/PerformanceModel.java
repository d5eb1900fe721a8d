package dev.basin.lab.report;

/**
 * When a large batch is faster (Keskar et al. 2017, Appendix C): with P processors, batches B_s and
 * B_l, iterations I_s and I_l to a comparable testing accuracy, and the parallel efficiency f_s(P)
 * of the small batch, that of the large one being 1, the large batch is faster when
 *
 * <pre>  I_l B_l / P &lt; I_s B_s / (P f_s(P)),   that is   f_s(P) &lt; I_s B_s / (I_l B_l).</pre>
 *
 * @param smallBatch B_s
 * @param smallIterations I_s
 * @param largeBatch B_l
 * @param largeIterations I_l
 */
record PerformanceModel(
    double smallBatch, double smallIterations, double largeBatch, double largeIterations) {

  /** The efficiency of the small batch below which the large one is faster. */
  double threshold() {
    return smallIterations * smallBatch / (largeIterations * largeBatch);
  }

  /** How much faster the large batch is at an efficiency of the small one; below 1 it is slower. */
  double speedUp(double efficiency) {
    return threshold() / efficiency;
  }
}
