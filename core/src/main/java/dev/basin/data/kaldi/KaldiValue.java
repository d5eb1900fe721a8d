package dev.basin.data.kaldi;

/** What an archive holds under a key: a matrix, a vector of numbers or a list of integers. */
public sealed interface KaldiValue permits KaldiMatrix, KaldiVector, KaldiIntegers {

  /**
   * How it is stored: {@code FM} and {@code DM} (float and double matrices), {@code CM}, {@code
   * CM2} and {@code CM3} (compressed ones), {@code FV} and {@code DV} (vectors), {@code int32} or
   * {@code text}.
   */
  String encoding();

  /** What it is and its size, in words, for example {@code a 285×13 matrix}. */
  String description();
}
