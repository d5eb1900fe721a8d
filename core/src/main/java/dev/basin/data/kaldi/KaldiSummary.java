package dev.basin.data.kaldi;

import java.util.List;

/**
 * What a preparation made.
 *
 * @param train the training set
 * @param test the test set
 * @param features values of a point: dimensions × (2 · context + 1)
 * @param classes the number of classes
 * @param testSpeakers the speakers who were held out, in the order of their names
 * @param leftOut what was left out
 * @param origin where the set comes from and what was done to it, a sentence for results
 */
public record KaldiSummary(
    Part train,
    Part test,
    int features,
    int classes,
    List<String> testSpeakers,
    LeftOut leftOut,
    String origin) {

  /**
   * One of the two sets.
   *
   * @param points frames
   * @param utterances how many utterances they come from
   * @param speakers how many speakers
   */
  public record Part(long points, int utterances, int speakers) {}

  /**
   * Utterances that are in neither set.
   *
   * @param withoutAlignment features that have no alignment
   * @param mismatched features and alignments of different numbers of frames, or of none
   * @param withoutFeatures alignments that have no features
   */
  public record LeftOut(int withoutAlignment, int mismatched, int withoutFeatures) {
    /** All of them. */
    public int total() {
      return withoutAlignment + mismatched + withoutFeatures;
    }
  }

  /** Keeps the list from changing. */
  public KaldiSummary {
    testSpeakers = List.copyOf(testSpeakers);
  }
}
