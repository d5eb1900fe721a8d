package dev.basin.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * Turns what ImageIO decoded into bytes of red, green and blue: the stored numbers themselves,
 * whatever colour profile comes with them, so that the result is that of every decoder. Grey is
 * three equal values, 16 bits are rounded to 8, and what is not opaque lies over white.
 */
final class RgbRaster {
  private static final int WHITE = 255;
  private static final int LARGEST_16_BIT = 65_535;

  private final BufferedImage image;
  private final byte[] values;

  private RgbRaster(BufferedImage image) {
    this.image = image;
    this.values = new byte[image.getWidth() * image.getHeight() * RgbPicture.CHANNELS];
  }

  /**
   * The values of an image, row by row.
   *
   * @throws IOException if it has other colours than RGB, grey or a palette
   */
  static byte[] values(BufferedImage image) throws IOException {
    RgbRaster raster = new RgbRaster(image);
    if (image.getColorModel() instanceof IndexColorModel palette) {
      raster.fromPalette(palette);
    } else {
      raster.fromSamples();
    }
    return raster.values;
  }

  private void fromPalette(IndexColorModel palette) {
    Raster indices = image.getRaster();
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      indices.getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        int index = row[x];
        put(
            y * row.length + x,
            palette.getRed(index),
            palette.getGreen(index),
            palette.getBlue(index),
            palette.getAlpha(index));
      }
    }
  }

  private void fromSamples() throws IOException {
    ColorModel colors = image.getColorModel();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int space = colors.getColorSpace().getType();
    boolean grey = space == ColorSpace.TYPE_GRAY;
    int bits = raster.getSampleModel().getSampleSize(0);
    int expected = (grey ? 1 : RgbPicture.CHANNELS) + (colors.hasAlpha() ? 1 : 0);
    boolean known = grey || space == ColorSpace.TYPE_RGB;
    boolean deep = bits == 16;
    if (!known || bands != expected || !(deep || bits == 8)) {
      throw new IOException(
          "colours of %d channels of %d bits (space %d) cannot be read"
              .formatted(bands, bits, space));
    }
    int width = image.getWidth();
    int[] row = new int[width * bands];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        put(
            y * width + x,
            eight(row[at], bits),
            eight(row[grey ? at : at + 1], bits),
            eight(row[grey ? at : at + 2], bits),
            colors.hasAlpha() ? eight(row[at + bands - 1], bits) : WHITE);
      }
    }
  }

  private static int eight(int sample, int bits) {
    return bits == 8 ? sample : (sample * WHITE + LARGEST_16_BIT / 2) / LARGEST_16_BIT;
  }

  private void put(int pixel, int red, int green, int blue, int alpha) {
    int at = pixel * RgbPicture.CHANNELS;
    values[at] = overWhite(red, alpha);
    values[at + 1] = overWhite(green, alpha);
    values[at + 2] = overWhite(blue, alpha);
  }

  private static byte overWhite(int color, int alpha) {
    return (byte) ((color * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
  }
}
