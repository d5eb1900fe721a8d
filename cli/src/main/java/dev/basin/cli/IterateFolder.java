package dev.basin.cli;

import dev.basin.engine.DiskRoom;
import dev.basin.engine.HeldFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.network.Network;
import dev.basin.network.Weights;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Where training leaves its iterates, in files whose names sort: {@code iterate-00000.safetensors}
 * is the start, {@code iterate-00001.safetensors} what the first epoch ended with. It is one
 * process's until it is closed.
 */
final class IterateFolder implements Closeable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Network network;
  private final HeldFile lock;

  private IterateFolder(Path folder, Network network, HeldFile lock) {
    this.folder = folder;
    this.network = network;
    this.lock = lock;
  }

  /**
   * Makes the folder, and takes it; refuses one that is not empty, in use, or has no room, before
   * any work is done.
   *
   * @param folder made if it is not there
   * @param network whose weights the iterates are
   * @param epochs how many there may be
   */
  static IterateFolder take(Path folder, Network network, int epochs) {
    long bytes = (epochs + 1L) * Weights.fileBytes(network);
    OutputFolder.requireUsable(folder, Weights.fileBytes(network), "--iterates");
    try {
      requireEmpty(folder);
      Files.createDirectories(folder);
      DiskRoom.require(folder, bytes, "up to " + (epochs + 1L) + " iterates");
      HeldFile lock =
          HeldFile.tryHoldRemovable(folder.resolve(LOCK)).orElseThrow(() -> inUse(folder));
      IterateFolder taken = new IterateFolder(folder, network, lock);
      boolean empty = false;
      try {
        requireEmpty(folder); // another process may have filled it before the lock
        empty = true;
      } finally {
        if (!empty) {
          taken.close();
        }
      }
      return taken;
    } catch (IOException e) {
      throw failure(folder, FileFailure.reason(e), "", e);
    }
  }

  private static RunFolderException inUse(Path folder) {
    return new RunFolderException(
        folder + " is in use by another process; choose another --iterates");
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.anyMatch(entry -> !entry.getFileName().toString().equals(LOCK))) {
        throw new RunFolderException(folder + " is not empty; choose another --iterates");
      }
    }
  }

  private static RunFolderException failure(Path path, String reason, String more, Exception e) {
    return new RunFolderException(
        "cannot write "
            + path
            + ": "
            + reason
            + "; choose another --iterates, or free some space"
            + more,
        e);
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
      throw failure(file, FileFailure.reason(e), ", and train again", e);
    }
  }

  /** Lets go of it. */
  @Override
  public void close() throws IOException {
    lock.remove();
  }
}
