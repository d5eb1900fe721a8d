package dev.basin.cli;

import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Where training leaves its iterates, in files whose names sort: {@code iterate-00000.safetensors}
 * is the start, {@code iterate-00001.safetensors} what the first epoch ended with.
 *
 * @param folder made if it is not there
 * @param network whose weights they are
 */
record IterateFolder(Path folder, Network network) {

  /** Makes the folder; refuses one that is not empty, before any work is done. */
  void prepare() throws IOException {
    if (Files.exists(folder)) {
      requireEmpty();
    }
    Files.createDirectories(folder);
  }

  private void requireEmpty() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new RunFolderException(folder + " is not a folder; choose another --iterates");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new RunFolderException(folder + " is not empty; choose another --iterates");
      }
    }
  }

  /**
   * Saves one.
   *
   * @param epoch after which, 0 for the start
   * @param x shape (n)
   */
  void save(int epoch, Tensor x) {
    Path file = folder.resolve(String.format("iterate-%05d.safetensors", epoch));
    try {
      Weights.save(
          file, network, x, Map.of("network", network.name(), "epoch", Integer.toString(epoch)));
    } catch (UncheckedIOException e) {
      throw new RunFolderException(
          "cannot write "
              + file
              + ": "
              + FileFailure.reason(e)
              + "; choose another --iterates, or free some space, and train again",
          e);
    }
  }
}
