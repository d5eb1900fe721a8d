package dev.basin.cli;

import dev.basin.engine.AtomicFile;
import dev.basin.engine.NewFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.network.Safetensors;
import dev.basin.network.WeightsFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file into which the solution of a run is copied. Its name and room are taken before training;
 * where the same run has written it already, there is nothing to do.
 */
final class RunOutput implements Closeable {
  private final Path file;
  private final @Nullable NewFile reserved;

  private RunOutput(Path file, @Nullable NewFile reserved) {
    this.file = file;
    this.reserved = reserved;
  }

  /**
   * Takes a file.
   *
   * @param key the run's in its store
   * @param bytes of the solution
   * @throws RunFolderException if it is there and not this run's, or cannot be written
   */
  static RunOutput take(Path file, String key, long bytes) {
    return isOf(file, key)
        ? new RunOutput(file, null)
        : new RunOutput(file, OutputFile.reserve(file, bytes, "--out"));
  }

  /** Whether a file is weights that a run has written, by what stands in it. */
  static boolean isOf(Path file, String key) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return key.equals(Safetensors.read(file).metadata().get("trial"));
    } catch (IOException | WeightsFormatException e) {
      return false;
    }
  }

  /** Copies the solution. */
  void copy(Path solution) {
    Path written = file;
    try {
      if (reserved != null) {
        written = reserved.write(AtomicFile.copyOf(solution));
      } else if (Files.mismatch(solution, file) >= 0) {
        throw new RunFolderException(
            file
                + " exists already and differs from the solution, which is "
                + solution
                + "; choose another --out");
      }
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot write "
              + file
              + ": "
              + FileFailure.reason(e)
              + "; choose another --out, or free some space; the solution is "
              + solution,
          e);
    }
    if (!written.equals(file)) {
      throw new RunFolderException(
          file
              + " was made by another program meanwhile and is left as it is; the solution is in "
              + written);
    }
  }

  @Override
  public void close() throws IOException {
    if (reserved != null) {
      reserved.close();
    }
  }
}
