package dev.basin.lab.study;

/** What a report shows of a study. */
public enum Section {
  /** Accuracies on training and test points (the paper's Table 2). */
  ACCURACY,
  /** Sharpness in every space and size measured (Tables 3 and 4). */
  SHARPNESS,
  /** Accuracies by epoch (Figure 2). */
  CURVES,
  /** Paths between two solutions (Figures 3 and 7). */
  PATHS,
  /** Accuracy and sharpness against the batch size, and where it breaks (Figure 4). */
  BATCH_SIZES,
  /** Accuracy and sharpness of runs warm-started from another's iterates (Figure 5). */
  WARM_STARTS,
  /** Sharpness against loss along training (Figure 6). */
  ALONG_TRAINING,
  /** How far the solutions lie from the start (section 2.2). */
  DISTANCE,
  /** Along how many directions the loss rises (end of section 2.2). */
  NEIGHBOURHOOD,
  /** When a large batch is faster (Appendix C). */
  PERFORMANCE_MODEL,
  /** What remedies do for large batches (Appendix E and after). */
  REMEDIES;

  /** The name as it is written in study files. */
  public String label() {
    return Words.of(this);
  }

  /**
   * The section of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Section parse(String text) {
    return Words.parse(values(), text, "", " is nothing a report can show; known are ");
  }
}
