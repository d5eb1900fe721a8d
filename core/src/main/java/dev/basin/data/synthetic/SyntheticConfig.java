package dev.basin.data.synthetic;

/** What the settings of all synthetic data have in common. */
sealed interface SyntheticConfig permits SyntheticImagesConfig, SyntheticSpeechConfig {
  /** The most points of a part: twenty times what the largest of the paper's data sets has. */
  int MOST_POINTS = 20_000_000;

  /** How many training points. */
  int trainPoints();

  /** How many test points. */
  int testPoints();

  /** How many classes. */
  int classes();

  /** The probability that a point has a wrong label. */
  double labelNoise();

  /** How much of one class looks like another. */
  double overlap();

  /** What everything is drawn from. */
  long seed();

  /** The number of points of a part. */
  default int points(Part part) {
    return part == Part.TRAIN ? trainPoints() : testPoints();
  }

  /** Refuses a number of points out of range. */
  static void checkPoints(String field, int points) {
    checkRange(field, points, 1, MOST_POINTS);
  }

  /** Refuses a whole number out of range. */
  static void checkRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: found %d, expected %d to %d".formatted(field, value, least, most));
    }
  }

  /** Refuses a number out of range, or none. */
  static void checkRange(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: found %s, expected %s to %s".formatted(field, value, least, most));
    }
  }
}
