package dev.basin.data.image.codec;

/**
 * What the components of a JPEG file are, and how they become a pixel's samples: grey stays one,
 * everything else becomes red, green and blue.
 */
enum JpegColours {
  GREY {
    @Override
    void row(byte[][] components, int[] samples) {
      for (int x = 0; x < samples.length; x++) {
        samples[x] = components[0][x] & 0xFF;
      }
    }
  },
  RGB {
    @Override
    void row(byte[][] components, int[] samples) {
      for (int x = 0, at = 0; at < samples.length; x++, at += 3) {
        samples[at] = components[0][x] & 0xFF;
        samples[at + 1] = components[1][x] & 0xFF;
        samples[at + 2] = components[2][x] & 0xFF;
      }
    }
  },

  /** By JFIF 1.02: with blue and red less 128, R = Y + 1.402 Cr, and so on. */
  YCBCR {
    @Override
    void row(byte[][] components, int[] samples) {
      for (int x = 0, at = 0; at < samples.length; x++, at += 3) {
        int luma = components[0][x] & 0xFF;
        int blue = (components[1][x] & 0xFF) - 128;
        int red = (components[2][x] & 0xFF) - 128;
        samples[at] = clamp(luma + ((RED_OF_RED * red + HALF) >> FIXED_BITS));
        samples[at + 1] =
            clamp(luma + ((HALF - GREEN_OF_BLUE * blue - GREEN_OF_RED * red) >> FIXED_BITS));
        samples[at + 2] = clamp(luma + ((BLUE_OF_BLUE * blue + HALF) >> FIXED_BITS));
      }
    }
  };

  private static final int FIXED_BITS = 16;
  private static final int HALF = 1 << (FIXED_BITS - 1);
  private static final int RED_OF_RED = fixed(1.402);
  private static final int GREEN_OF_RED = fixed(0.71414);
  private static final int GREEN_OF_BLUE = fixed(0.34414);
  private static final int BLUE_OF_BLUE = fixed(1.772);

  /** What the third component's letter is where the first two are R and G. */
  private static final String LETTERS = "RGB";

  private static int fixed(double value) {
    return (int) (value * (1 << FIXED_BITS) + 0.5);
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /**
   * Decides as libjpeg does, and with it PIL and most others: a JFIF marker means YCbCr; else
   * Adobe's tells, in which only 0 means RGB; else the components are RGB if these letters are what
   * they are called.
   *
   * @param jfif whether there is a JFIF marker
   * @param adobe the transform that Adobe's marker tells, or −1 where there is none
   */
  static JpegColours of(JpegFrame frame, boolean jfif, int adobe) {
    if (frame.components().size() == 1) {
      return GREY;
    }
    if (jfif) {
      return YCBCR;
    }
    if (adobe >= 0) {
      return adobe == 0 ? RGB : YCBCR;
    }
    StringBuilder ids = new StringBuilder();
    frame.components().forEach(component -> ids.append((char) component.id()));
    return LETTERS.contentEquals(ids) ? RGB : YCBCR;
  }

  /** Samples of a pixel. */
  int channels() {
    return this == GREY ? 1 : RgbRow.CHANNELS;
  }

  /**
   * Makes a row.
   *
   * @param components a row of each, as wide as the picture or wider
   * @param samples takes {@code (width, channels)}
   */
  abstract void row(byte[][] components, int[] samples);
}
