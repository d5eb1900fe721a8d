package dev.basin.data.kaldi;

/**
 * Puts each frame between its neighbours: frame t becomes frames t − c to t + c, the earliest
 * first, where those before the first frame of the utterance repeat the first and those behind the
 * last repeat the last.
 */
final class Splicer {
  private final int dimensions;
  private final int context;
  private final float[] point;

  Splicer(int dimensions, int context) {
    this.dimensions = dimensions;
    this.context = context;
    this.point = new float[size(dimensions, context)];
  }

  /** Values of a point: dimensions · (2c + 1). */
  static int size(int dimensions, int context) {
    return Math.multiplyExact(dimensions, 2 * context + 1);
  }

  /**
   * One point.
   *
   * @param features {@code (frames, dimensions)}, row-major
   * @param frames how many frames the utterance has
   * @param t the frame in the middle
   * @return the point's values, valid until the next call
   */
  float[] point(float[] features, int frames, int t) {
    for (int shift = -context; shift <= context; shift++) {
      int frame = Math.max(0, Math.min(frames - 1, t + shift));
      System.arraycopy(
          features, frame * dimensions, point, (shift + context) * dimensions, dimensions);
    }
    return point;
  }
}
