package dev.basin.data.image.codec;

/**
 * Makes as many samples of a component as the picture has pixels, as libjpeg does: where there are
 * half as many in a direction, the nearer counts three quarters and the further one a quarter;
 * where there are fewer, or too few to speak of neighbours, they are repeated.
 */
@FunctionalInterface
interface Upsampling {
  /** Rows of fewer samples are not interpolated. */
  int LEAST_TO_INTERPOLATE = 3;

  /**
   * Makes a row.
   *
   * @param y its number in the picture
   * @param row takes the samples; as long as whole units of the picture are wide
   */
  void row(SampleWindow window, int y, byte[] row);

  /** The way for a component of a picture. */
  static Upsampling of(JpegComponent component, JpegFrame frame) {
    int across = frame.horizontal() / component.horizontal();
    int down = frame.vertical() / component.vertical();
    if (across == 1 && down == 1) {
      return Upsampling::copied;
    }
    if (across == 1 && down == 2) {
      return Upsampling::interpolatedDown;
    }
    if (across == 2 && down <= 2 && component.width() >= LEAST_TO_INTERPOLATE) {
      return down == 1 ? Upsampling::interpolatedAcross : new InterpolatedBothWays();
    }
    return (window, y, row) -> repeated(window, y, row, across, down);
  }

  private static void copied(SampleWindow window, int y, byte[] row) {
    System.arraycopy(window.samples(), window.at(y), row, 0, window.component().width());
  }

  private static void repeated(SampleWindow window, int y, byte[] row, int across, int down) {
    byte[] samples = window.samples();
    int at = window.at(y / down);
    for (int x = 0; x < window.component().width() * across; x++) {
      row[x] = samples[at + x / across];
    }
  }

  /** Halves are rounded up in one row and down in the next, so that means are kept. */
  private static void interpolatedDown(SampleWindow window, int y, byte[] row) {
    byte[] samples = window.samples();
    int near = window.at(y / 2);
    int far = window.at(y % 2 == 0 ? y / 2 - 1 : y / 2 + 1);
    int rounding = 1 + y % 2;
    for (int x = 0; x < window.component().width(); x++) {
      row[x] =
          (byte) ((3 * (samples[near + x] & 0xFF) + (samples[far + x] & 0xFF) + rounding) >> 2);
    }
  }

  private static void interpolatedAcross(SampleWindow window, int y, byte[] row) {
    byte[] samples = window.samples();
    int at = window.at(y);
    int last = window.component().width() - 1;
    row[0] = samples[at];
    row[2 * last + 1] = samples[at + last];
    for (int x = 0; x < last; x++) {
      int left = samples[at + x] & 0xFF;
      int right = samples[at + x + 1] & 0xFF;
      row[2 * x + 1] = (byte) ((3 * left + right + 2) >> 2);
      row[2 * x + 2] = (byte) ((left + 3 * right + 1) >> 2);
    }
  }

  /** Both at once, with one rounding. */
  final class InterpolatedBothWays implements Upsampling {
    @Override
    public void row(SampleWindow window, int y, byte[] row) {
      byte[] samples = window.samples();
      int near = window.at(y / 2);
      int far = window.at(y % 2 == 0 ? y / 2 - 1 : y / 2 + 1);
      int last = window.component().width() - 1;
      int left = 3 * (samples[near] & 0xFF) + (samples[far] & 0xFF);
      row[0] = (byte) ((4 * left + 8) >> 4);
      for (int x = 0; x < last; x++) {
        int right = 3 * (samples[near + x + 1] & 0xFF) + (samples[far + x + 1] & 0xFF);
        row[2 * x + 1] = (byte) ((3 * left + right + 7) >> 4);
        row[2 * x + 2] = (byte) ((left + 3 * right + 8) >> 4);
        left = right;
      }
      row[2 * last + 1] = (byte) ((4 * left + 7) >> 4);
    }
  }
}
