package dev.basin.cli;

import dev.basin.engine.AtomicFile;
import dev.basin.engine.DiskRoom;
import dev.basin.engine.HeldFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.store.TrialFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where training leaves its iterates, in files whose names sort: {@code iterate-00000.safetensors}
 * is the start, {@code iterate-00001.safetensors} what the first epoch ended with. It is one
 * process's until it is closed, and holds the iterates of one run.
 */
final class IterateFolder implements Closeable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final HeldFile lock;

  private IterateFolder(Path folder, HeldFile lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder, and takes it; refuses one that holds anything else, is in use, or has no
   * room, before any work is done.
   *
   * @param folder made if it is not there
   * @param key the run's in its store
   * @param bytes of a file of weights
   * @param epochs how many there may be
   */
  static IterateFolder take(Path folder, String key, long bytes, int epochs) {
    OutputFolder.requireUsable(folder, bytes, "--iterates");
    try {
      requireOwn(folder, key);
      Files.createDirectories(folder);
      DiskRoom.require(folder, (epochs + 1L) * bytes, "up to " + (epochs + 1L) + " iterates");
      HeldFile lock =
          HeldFile.tryHoldRemovable(folder.resolve(LOCK)).orElseThrow(() -> inUse(folder));
      IterateFolder taken = new IterateFolder(folder, lock);
      boolean own = false;
      try {
        requireOwn(folder, key); // another process may have filled it before the lock
        AtomicFile.removeLeftOvers(folder, 1);
        own = true;
      } finally {
        if (!own) {
          taken.close();
        }
      }
      return taken;
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static RunFolderException inUse(Path folder) {
    return new RunFolderException(
        folder + " is in use by another process; choose another --iterates");
  }

  /** What an earlier process was stopped at may be there. */
  private static void requireOwn(Path folder, String key) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.anyMatch(
          entry ->
              !entry.getFileName().toString().equals(LOCK)
                  && !AtomicFile.isLeftOver(entry)
                  && !RunOutput.isOf(entry, key))) {
        throw new RunFolderException(
            folder + " is not empty and holds more than this run; choose another --iterates");
      }
    }
  }

  private static RunFolderException failure(Path path, IOException e) {
    return new RunFolderException(
        "cannot write "
            + path
            + ": "
            + FileFailure.reason(e)
            + "; choose another --iterates, or free some space, and run the command again",
        e);
  }

  /** Copies those of a complete run. */
  void copy(TrialFolder trial, int epochs) {
    copy(trial.start(), 0);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      copy(trial.iterate(epoch), epoch);
    }
  }

  private void copy(Path from, int epoch) {
    Path file = folder.resolve(String.format("iterate-%05d.safetensors", epoch));
    try {
      if (!Files.exists(file) || Files.mismatch(from, file) >= 0) {
        AtomicFile.write(file, AtomicFile.copyOf(from));
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Lets go of it. */
  @Override
  public void close() throws IOException {
    lock.remove();
  }
}
