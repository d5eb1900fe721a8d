package dev.basin.data.synthetic;

/**
 * Settings of {@link SyntheticSpeech}. {@code docs/data-synthetic.md} tells where the defaults come
 * from.
 *
 * @param trainPoints training points (frames), 1 to 20,000,000
 * @param testPoints test points, 1 to 20,000,000
 * @param classes tied states, {@value #FEWEST_CLASSES} to {@value #MOST_CLASSES}
 * @param labelNoise the probability that a frame has a wrong label, in training and test data, 0 to
 *     1
 * @param overlap the standard deviation of a frame about its mixture component's mean, where the
 *     means of all components have standard deviation 1; 0 to {@value #LARGEST_OVERLAP}
 * @param seed what everything is drawn from
 */
public record SyntheticSpeechConfig(
    int trainPoints, int testPoints, int classes, double labelNoise, double overlap, long seed)
    implements SyntheticConfig {
  static final int FEWEST_CLASSES = 6;
  static final int MOST_CLASSES = 6_912;
  static final double LARGEST_OVERLAP = 10;

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException naming the field, the value and the allowed range
   */
  public SyntheticSpeechConfig {
    SyntheticConfig.checkPoints("trainPoints", trainPoints);
    SyntheticConfig.checkPoints("testPoints", testPoints);
    SyntheticConfig.checkRange("classes", classes, FEWEST_CLASSES, MOST_CLASSES);
    SyntheticConfig.checkRange("labelNoise", labelNoise, 0, 1);
    SyntheticConfig.checkRange("overlap", overlap, 0, LARGEST_OVERLAP);
  }

  /** 50,000 + 10,000 points of 1,973 classes, label noise 0.02, overlap 0.7, seed 1. */
  public static SyntheticSpeechConfig defaults() {
    return new SyntheticSpeechConfig(50_000, 10_000, 1_973, 0.02, 0.7, 1);
  }
}
