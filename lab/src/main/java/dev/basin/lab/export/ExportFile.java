package dev.basin.lab.export;

import dev.basin.engine.AtomicFile;
import dev.basin.lab.FileFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An export's files, written whole or not at all, with failures in words. */
public final class ExportFile {
  private ExportFile() {}

  /**
   * Writes bytes, replacing what was there; makes the folders above.
   *
   * @throws ExportException if the file cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new ExportException(
          "cannot write "
              + file
              + ": "
              + FileFailure.reason(e)
              + "; choose another --out, or give this one room and write permission",
          e);
    }
  }

  /**
   * Writes text in UTF-8.
   *
   * @throws ExportException if the file cannot be written
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
