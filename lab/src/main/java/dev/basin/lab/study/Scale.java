package dev.basin.lab.study;

/** How much of a study is run. */
public enum Scale {
  /** Seconds, to see that everything runs. */
  SMOKE,
  /** At most about an hour on two cores. */
  LAPTOP,
  /** The paper's protocol in full. */
  PAPER;

  /** The name as it is written on command lines and in study files. */
  public String label() {
    return Words.of(this);
  }

  /**
   * The scale of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Scale parse(String text) {
    return Words.parse(values(), text, "scale is ", "; expected ");
  }
}
