package dev.basin.lab.chart;

/**
 * Colours for values from 0 (light) to 1 (dark): ColorBrewer's YlGnBu without its darkest steps, so
 * that lines and letters stay legible on it. People with colour-blindness see it as light to dark.
 */
final class Ramp {
  private static final int[] STOPS = {
    0xffffd9, 0xedf8b1, 0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8
  };

  private Ramp() {}

  /** The colour of a fraction, as 0xRRGGBB; what lies outside has the colour of its end. */
  static int at(double fraction) {
    double place = Math.min(1, Math.max(0, fraction)) * (STOPS.length - 1);
    int below = Math.min(STOPS.length - 2, (int) place);
    return mix(STOPS[below], STOPS[below + 1], place - below);
  }

  /** A colour as it looks under a light of that strength, 1 leaving it as it is. */
  static int lit(int colour, double strength) {
    return strength <= 1
        ? mix(0, colour, Math.max(0, strength))
        : mix(colour, 0xffffff, strength - 1);
  }

  private static int mix(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      mixed |= (int) Math.round(a + share * (b - a)) << shift;
    }
    return mixed;
  }
}
