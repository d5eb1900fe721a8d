package dev.basin.lab.store;

import dev.basin.engine.HeldFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The right to write one part of a store, held by one process at a time. The system takes it from a
 * process that ends, however it ends; the file says who has it and stays.
 */
public final class StoreLock implements AutoCloseable {
  private final HeldFile held;

  private StoreLock(HeldFile held) {
    this.held = held;
  }

  /** Takes the lock, unless another has it. */
  static Optional<StoreLock> tryTake(Path file, String owner) {
    try {
      Optional<HeldFile> held = HeldFile.tryHoldIn(file);
      if (held.isPresent()) {
        write(held.get(), owner);
      }
      return held.map(StoreLock::new);
    } catch (IOException e) {
      throw StoreFile.failure("cannot lock", file, e);
    }
  }

  private static void write(HeldFile held, String owner) throws IOException {
    try {
      held.channel().truncate(0);
      held.channel().write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      held.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      held.channel().truncate(0); // what stands in a lock that is free, a killed process has left
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
