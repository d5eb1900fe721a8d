package dev.basin.data.kaldi;

/**
 * What is done to features speaker by speaker, over all frames of the speaker that are kept: with
 * the mean μ and the variance σ² (divided by the number of frames) of each dimension, x − μ or (x −
 * μ) / σ. A dimension that does not vary is only shifted.
 */
public enum Normalisation {
  /** Features stay as they are. */
  NONE("none"),
  /** x − μ. */
  MEAN("mean"),
  /** (x − μ) / σ. */
  MEAN_VARIANCE("mean-variance");

  private final String word;

  Normalisation(String word) {
    this.word = word;
  }

  /** How it is called on the command line and in results. */
  @Override
  public String toString() {
    return word;
  }
}
