package dev.basin.lab.report;

import dev.basin.engine.AtomicFile;
import dev.basin.lab.FileFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report's files, written whole or not at all, with failures in words. */
public final class ReportFile {

  private ReportFile() {}

  /**
   * Writes bytes, replacing what was there.
   *
   * @throws ReportException if the file cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Writes text in UTF-8. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a directory and those above it.
   *
   * @throws ReportException if it cannot be made
   */
  public static void createDirectories(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw failure(directory, e);
    }
  }

  private static ReportException failure(Path path, IOException e) {
    return new ReportException(
        "cannot write "
            + path
            + ": "
            + FileFailure.reason(e)
            + "; choose another directory, or give this one room and write permission",
        e);
  }
}
