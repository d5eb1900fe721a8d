package dev.basin.data.image.codec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture's file that was opened and read as far as its pixels. What it is, its first bytes tell,
 * not its name. For one thread.
 */
public interface PictureReader extends Closeable {
  /**
   * Opens a picture.
   *
   * @throws PictureException if it is no picture, or one of a kind that is not decoded
   * @throws IOException if the file cannot be read
   */
  static PictureReader open(Path file) throws IOException {
    PictureBytes bytes = PictureBytes.open(file);
    try {
      return FileKind.of(bytes).reader(bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** What the header tells. */
  PictureForm form();

  /** How the samples become colours: as stored, whatever colour profile or gamma is given. */
  RgbRow colours();

  /**
   * Decodes the picture, once. All of the file is read, and is sound if this returns; until then,
   * rows may have been passed on of a file that is not.
   *
   * @throws PictureException if the file is not whole or not sound
   * @throws IOException if the file cannot be read
   */
  void read(SampleRows rows) throws IOException;
}
