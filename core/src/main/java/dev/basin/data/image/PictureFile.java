package dev.basin.data.image;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.image.codec.PictureException;
import dev.basin.data.image.codec.PictureForm;
import dev.basin.data.image.codec.PictureReader;
import dev.basin.data.image.codec.RgbRow;
import dev.basin.data.image.codec.SampleRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PNG or JPEG file that was opened, of a size within the limits. What a file is, its first bytes
 * tell, not its name. For one thread.
 */
public final class PictureFile implements AutoCloseable {
  private static final long LARGEST_FILE = 256L << 20;

  private final Path file;
  private final PictureReader reader;
  private final PictureForm form;
  private final ImageSize size;

  private PictureFile(Path file, PictureReader reader) {
    this.file = file;
    this.reader = reader;
    this.form = reader.form();
    this.size = size(file, form);
  }

  /**
   * Opens a picture; of its pixels, nothing is read.
   *
   * @throws DatasetFormatException if it cannot be read or is too large
   * @throws UncheckedIOException if the file cannot be read
   */
  public static PictureFile open(Path file) {
    try {
      long length = Files.size(file);
      if (length > LARGEST_FILE) {
        throw new DatasetFormatException(
            file,
            length + " bytes",
            "at most " + LARGEST_FILE + " of a picture",
            "scale it down or remove it");
      }
      PictureReader reader = PictureReader.open(file);
      try {
        return new PictureFile(file, reader);
      } catch (DatasetFormatException e) {
        reader.close();
        throw e;
      }
    } catch (PictureException e) {
      throw fault(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static DatasetFormatException fault(Path file, PictureException fault) {
    return new DatasetFormatException(file, fault.found(), fault.expected(), fault.advice());
  }

  private static ImageSize size(Path file, PictureForm form) {
    try {
      return new ImageSize(form.height(), form.width());
    } catch (IllegalArgumentException e) {
      throw new DatasetFormatException(
          file,
          "a picture of %d x %d pixels (height x width)".formatted(form.height(), form.width()),
          "1 to %d on a side and at most %d in all"
              .formatted(ImageSize.LONGEST_SIDE, ImageSize.MOST_PIXELS),
          "scale it down or remove it");
    }
  }

  /** The picture's size in pixels. */
  public ImageSize size() {
    return size;
  }

  /** What its header tells. */
  public PictureForm form() {
    return form;
  }

  /**
   * The memory that {@link #values} takes, with what it gives.
   *
   * @param target the size to which the picture is scaled
   */
  long bytes(ImageSize target) {
    long result = (long) target.height() * target.width() * RgbRow.CHANNELS;
    long scaling = target.equals(size) ? 0 : TriangleScaler.bytes(size, target);
    return form.workingBytes() + scaling + result;
  }

  /**
   * The error that a picture takes more memory than there is.
   *
   * @param bytes what it takes
   * @param most what it may take
   */
  DatasetFormatException tooLarge(long bytes, long most) {
    return new DatasetFormatException(
        file,
        "a picture of %d x %d pixels (height x width) that takes %d bytes to decode"
            .formatted(size.height(), size.width(), bytes),
        "at most %d, half of what Java may take".formatted(most),
        "scale it down, save it without progression or interlacing, or give Java more memory"
            + " (BASIN_JAVA_OPTS=-Xmx%dm)".formatted(2 * bytes / (1 << 20) + 64));
  }

  /**
   * Reads the stored samples, once, before any conversion of colours.
   *
   * @throws DatasetFormatException if the file is not whole, not sound, or takes too much memory
   * @throws UncheckedIOException if the file cannot be read
   */
  public void samples(SampleRows rows) {
    long most = DecodingMemory.ofJava();
    if (form.workingBytes() > most) {
      throw tooLarge(form.workingBytes(), most);
    }
    decode(rows);
  }

  /**
   * Decodes the picture, once.
   *
   * @param target the size to which it is scaled
   * @return {@code (height, width, 3)} bytes of red, green and blue
   * @throws DatasetFormatException if the file is not whole or not sound
   * @throws UncheckedIOException if the file cannot be read
   */
  byte[] values(ImageSize target) {
    RgbRow colours = reader.colours();
    int rowBytes = size.width() * RgbRow.CHANNELS;
    if (target.equals(size)) {
      byte[] values = new byte[Math.multiplyExact(size.height(), rowBytes)];
      decode((y, samples) -> colours.convert(samples, values, y * rowBytes));
      return values;
    }
    TriangleScaler scaler = new TriangleScaler(size, target);
    byte[] row = new byte[rowBytes];
    decode(
        (y, samples) -> {
          colours.convert(samples, row, 0);
          scaler.add(row);
        });
    return scaler.values();
  }

  private void decode(SampleRows rows) {
    try {
      reader.read(rows);
    } catch (PictureException e) {
      throw fault(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
