package dev.basin.lab.inspect;

import dev.basin.data.DatasetFormatException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A picture, PNG or JPEG: its samples as they are stored, before any conversion of colours. */
final class ImageInspector implements FileInspector {
  private static final long MOST_PIXELS = 50_000_000;

  @Override
  public String kind() {
    return "image (PNG or JPEG)";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return head.startsWith(0x89, 'P', 'N', 'G') || head.startsWith(0xFF, 0xD8, 0xFF);
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    Tally tally = new Tally();
    read(path, tally);
    return tally.result(kind(), Map.of());
  }

  /** Decodes a whole picture and counts it and its samples. */
  static void read(Path path, Tally tally) throws IOException {
    ImageIO.setUseCache(false);
    try (ImageInputStream input = ImageIO.createImageInputStream(path.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw fault(path, "no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw fault(path, "a picture of " + pixels + " pixels");
        }
        String format = reader.getFormatName().toUpperCase(Locale.ROOT);
        count(reader.read(0), format, tally);
      } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw fault(path, "a damaged picture (" + e.getMessage() + ")");
      } finally {
        reader.dispose();
      }
    }
  }

  private static void count(BufferedImage image, String format, Tally tally) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    tally.entry(format, bands, raster.getHeight(), raster.getWidth());
    int[] row = new int[raster.getWidth() * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int sample : row) {
        tally.value(sample);
      }
    }
  }

  private static DatasetFormatException fault(Path path, String found) {
    return new DatasetFormatException(
        path,
        found,
        "a whole PNG or JPEG picture of at most " + MOST_PIXELS + " pixels",
        "replace or remove it");
  }
}
