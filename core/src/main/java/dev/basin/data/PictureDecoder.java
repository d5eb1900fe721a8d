package dev.basin.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads PNG and JPEG files with Java's ImageIO. What a file is, its first bytes tell, not its name.
 * A picture's size is known and checked before memory is taken for its pixels. For one thread.
 */
final class PictureDecoder implements AutoCloseable {
  static {
    // Nothing is ever shown; where there is no screen, Java's graphics must not look for one.
    System.setProperty("java.awt.headless", "true");
  }

  /** What is wanted of a picture. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(ImageReader reader, ImageSize size) throws IOException;
  }

  private static final long LARGEST_FILE = 256L << 20;
  private static final String ADVICE = "repair or remove it";

  private final ImageReader png = ImageIO.getImageReadersByFormatName("png").next();
  private final ImageReader jpeg = ImageIO.getImageReadersByFormatName("jpeg").next();
  private @Nullable String damage;

  PictureDecoder() {
    // The readers give what they have of a file that ends too early, and only warn.
    jpeg.addIIOReadWarningListener(
        (source, warning) -> {
          if (warning.contains("remature end") || warning.contains("Truncated")) {
            damage = warning;
          }
        });
  }

  /**
   * The size of a picture, from its header.
   *
   * @throws DatasetFormatException if it cannot be read or is too large
   * @throws UncheckedIOException if the file cannot be read
   */
  ImageSize size(Path file) {
    return read(file, (reader, size) -> size);
  }

  /**
   * A whole picture.
   *
   * @throws DatasetFormatException if it cannot be read or is too large
   * @throws UncheckedIOException if the file cannot be read
   */
  RgbPicture decode(Path file) {
    return read(file, (reader, size) -> new RgbPicture(size, RgbRaster.values(reader.read(0))));
  }

  private <T> T read(Path file, Reading<T> reading) {
    byte[] bytes = content(file);
    ImageReader reader = reader(file, bytes);
    byte[] colors = reader == jpeg ? JpegSegments.withoutProfile(bytes) : bytes;
    damage = null;
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(colors))) {
      reader.setInput(input, true, true);
      ImageSize size = size(file, reader.getHeight(0), reader.getWidth(0));
      T result = reading.from(reader, size);
      if (damage != null) {
        throw new IOException(damage);
      }
      return result;
    } catch (DatasetFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Of damaged content, the readers throw whatever they stumble over.
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new DatasetFormatException(
          file, "a broken picture (" + reason + ")", "a whole PNG or JPEG file", ADVICE);
    } finally {
      reader.setInput(null);
    }
  }

  private static byte[] content(Path file) {
    try {
      long length = Files.size(file);
      if (length > LARGEST_FILE) {
        throw new DatasetFormatException(
            file, length + " bytes", "at most " + LARGEST_FILE + " of a picture", ADVICE);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private ImageReader reader(Path file, byte[] bytes) {
    if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
      return png;
    }
    if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
      return jpeg;
    }
    throw new DatasetFormatException(
        file, "neither PNG nor JPEG data", "a picture in one of these formats", ADVICE);
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static ImageSize size(Path file, int height, int width) {
    try {
      return new ImageSize(height, width);
    } catch (IllegalArgumentException e) {
      throw new DatasetFormatException(
          file,
          "a picture of %d x %d pixels (height x width)".formatted(height, width),
          "1 to %d on a side and at most %d in all"
              .formatted(ImageSize.LONGEST_SIDE, ImageSize.MOST_PIXELS),
          "scale it down or remove it");
    }
  }

  /** Frees the readers. */
  @Override
  public void close() {
    png.dispose();
    jpeg.dispose();
  }
}
