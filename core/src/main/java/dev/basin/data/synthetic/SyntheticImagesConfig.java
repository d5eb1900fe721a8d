package dev.basin.data.synthetic;

/**
 * Settings of {@link SyntheticImages}. {@code docs/data-synthetic.md} tells where the defaults come
 * from.
 *
 * @param trainPoints training images, 1 to 20,000,000
 * @param testPoints test images, 1 to 20,000,000
 * @param classes classes, {@value #FEWEST_CLASSES} to {@value #MOST_CLASSES}
 * @param labelNoise the probability that an image has a wrong label, in training and test data, 0
 *     to 1
 * @param overlap the largest share that an image of another class is mixed in with, 0 to 1; above ½
 *     the other class may dominate
 * @param seed what everything is drawn from
 */
public record SyntheticImagesConfig(
    int trainPoints, int testPoints, int classes, double labelNoise, double overlap, long seed)
    implements SyntheticConfig {
  static final int FEWEST_CLASSES = 2;
  static final int MOST_CLASSES = 1_000;

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException naming the field, the value and the allowed range
   */
  public SyntheticImagesConfig {
    SyntheticConfig.checkPoints("trainPoints", trainPoints);
    SyntheticConfig.checkPoints("testPoints", testPoints);
    SyntheticConfig.checkRange("classes", classes, FEWEST_CLASSES, MOST_CLASSES);
    SyntheticConfig.checkRange("labelNoise", labelNoise, 0, 1);
    SyntheticConfig.checkRange("overlap", overlap, 0, 1);
  }

  /** 20,000 + 10,000 images of 10 classes, label noise 0, overlap 0.5, seed 1. */
  public static SyntheticImagesConfig defaults() {
    return new SyntheticImagesConfig(20_000, 10_000, 10, 0, 0.5, 1);
  }
}
