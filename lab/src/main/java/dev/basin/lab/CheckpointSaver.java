package dev.basin.lab;

import dev.basin.train.Checkpoint;
import dev.basin.train.CheckpointFile;
import dev.basin.train.Stop;
import dev.basin.train.StoppingRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of one training run: in memory after every epoch, in a file now and then, when
 * training is over, and when it is stopped.
 */
final class CheckpointSaver implements Consumer<Checkpoint>, AutoCloseable {
  private final Path file;
  private final Duration interval;
  private final StoppingRule rule;
  private long lastSaved = System.nanoTime();
  private @Nullable Checkpoint unsaved;
  private @Nullable PointerScope memory;

  /**
   * Saves nothing yet.
   *
   * @param file where to
   * @param interval how often, at the end of the next epoch
   * @param rule tells when training is over
   */
  CheckpointSaver(Path file, Duration interval, StoppingRule rule) {
    this.file = file;
    this.interval = interval;
    this.rule = rule;
  }

  @Override
  public void accept(Checkpoint state) {
    close();
    boolean over = rule.after(state.epochs()) != Stop.NOT_YET;
    if (over || System.nanoTime() - lastSaved >= interval.toNanos()) {
      write(state);
    } else {
      keep(state);
    }
  }

  /** Writes the last finished epoch, if it is not written yet. */
  void flush() {
    if (unsaved != null) {
      write(unsaved);
      close();
    }
  }

  private void write(Checkpoint state) {
    CheckpointFile.write(file, state);
    lastSaved = System.nanoTime();
  }

  /** Copies the state, whose tensors the next step changes. */
  private void keep(Checkpoint state) {
    try (PointerScope copies = new PointerScope()) {
      unsaved = state.copy();
      copies.extend();
      memory = copies;
    }
  }

  /** Forgets what is not written. */
  @Override
  public void close() {
    unsaved = null;
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
