package dev.basin.data.image.codec;

import java.util.Arrays;

/**
 * Turns samples of a PNG file into red, green and blue of 8 bits. Samples of 16 bits are rounded,
 * and what is not opaque lies over white.
 */
final class PngColours implements RgbRow {
  private static final int WHITE = 255;
  private static final int ENTRY = 3;

  private final PngForm form;
  private final int largest;
  private final byte[] palette;

  /** The palette's alpha values, or the one colour that is transparent; empty if there is none. */
  private final int[] transparency;

  /**
   * Makes the conversion.
   *
   * @param palette red, green and blue of each of its colours; empty without one
   * @param transparency content of the chunk tRNS; empty without one
   */
  PngColours(PngForm form, byte[] palette, byte[] transparency) {
    this.form = form;
    this.largest = (1 << form.bits()) - 1;
    this.palette = palette;
    this.transparency = transparency(form, transparency);
  }

  private static int[] transparency(PngForm form, byte[] chunk) {
    return switch (form.colours()) {
      case PALETTE -> {
        int[] alphas = new int[1 << form.bits()];
        Arrays.fill(alphas, WHITE);
        for (int i = 0; i < Math.min(alphas.length, chunk.length); i++) {
          alphas[i] = chunk[i] & 0xFF;
        }
        yield alphas;
      }
      case GREY, RGB -> {
        int[] colour = new int[chunk.length / 2];
        for (int i = 0; i < colour.length; i++) {
          colour[i] = (chunk[2 * i] & 0xFF) << 8 | (chunk[2 * i + 1] & 0xFF);
        }
        yield colour.length == form.channels() ? colour : new int[0];
      }
      default -> new int[0];
    };
  }

  @Override
  public void convert(int[] samples, byte[] values, int at) {
    int channels = form.channels();
    for (int from = 0, to = at; from < samples.length; from += channels, to += CHANNELS) {
      switch (form.colours()) {
        case PALETTE -> fromPalette(samples[from], values, to);
        case GREY, GREY_ALPHA -> {
          int grey = eight(samples[from]);
          put(values, to, grey, grey, grey, alpha(samples, from));
        }
        case RGB, RGB_ALPHA ->
            put(
                values,
                to,
                eight(samples[from]),
                eight(samples[from + 1]),
                eight(samples[from + 2]),
                alpha(samples, from));
      }
    }
  }

  /** What the palette does not have is black. */
  private void fromPalette(int index, byte[] values, int to) {
    int at = index * ENTRY;
    boolean known = at < palette.length;
    put(
        values,
        to,
        known ? palette[at] & 0xFF : 0,
        known ? palette[at + 1] & 0xFF : 0,
        known ? palette[at + 2] & 0xFF : 0,
        transparency[index]);
  }

  private int alpha(int[] samples, int from) {
    return switch (form.colours()) {
      case GREY_ALPHA -> eight(samples[from + 1]);
      case RGB_ALPHA -> eight(samples[from + 3]);
      default -> isTransparent(samples, from) ? 0 : WHITE;
    };
  }

  private boolean isTransparent(int[] samples, int from) {
    for (int i = 0; i < transparency.length; i++) {
      if (samples[from + i] != transparency[i]) {
        return false;
      }
    }
    return transparency.length > 0;
  }

  private int eight(int sample) {
    return form.bits() == 8 ? sample : (sample * WHITE + largest / 2) / largest;
  }

  private static void put(byte[] values, int at, int red, int green, int blue, int alpha) {
    values[at] = overWhite(red, alpha);
    values[at + 1] = overWhite(green, alpha);
    values[at + 2] = overWhite(blue, alpha);
  }

  private static byte overWhite(int colour, int alpha) {
    return (byte) ((colour * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
  }
}
