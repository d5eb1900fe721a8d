package dev.basin.data.fetch;

import dev.basin.engine.HeldFile;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is being downloaded. It has a fixed name, {@code NAME.part}, so that a later process
 * can go on where this one was stopped, and is locked against others; a process that finds it
 * locked downloads under a name of its own instead.
 */
final class PartialDownload implements Closeable {
  private final Path path;
  private final HeldFile held;
  private final FileChannel channel;
  private final boolean kept;

  private PartialDownload(Path path, HeldFile held, boolean kept) {
    this.path = path;
    this.held = held;
    this.channel = held.channel();
    this.kept = kept;
  }

  /** Opens the partial file of a name, or one of this process's own if another has it. */
  static PartialDownload open(Path directory, String name) throws IOException {
    Path shared = directory.resolve(name + ".part");
    Optional<HeldFile> held = hold(shared);
    if (held.isPresent()) {
      return new PartialDownload(shared, held.get(), true);
    }
    Path own = directory.resolve("." + name + "." + UUID.randomUUID() + ".part");
    return new PartialDownload(own, hold(own).orElseThrow(), false);
  }

  private static Optional<HeldFile> hold(Path path) throws IOException {
    return HeldFile.tryHold(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Bytes so far, also after the channel was closed by stopping its thread. */
  long size() throws IOException {
    return channel.isOpen() ? channel.size() : Files.size(path);
  }

  void clear() throws IOException {
    channel.truncate(0);
  }

  void append(byte[] bytes, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    channel.position(channel.size());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** The content from its beginning; not to be closed. */
  InputStream content() throws IOException {
    channel.position(0);
    return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
  }

  /** Removes the file, which is done with. */
  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  /**
   * Lets go of the file; one with the shared name is kept for the next attempt if it has a byte.
   */
  @Override
  public void close() throws IOException {
    boolean worthKeeping = kept && channel.isOpen() && channel.size() > 0;
    try {
      if (channel.isOpen() ? !worthKeeping : !kept) {
        Files.deleteIfExists(path);
      }
    } finally {
      held.close();
    }
  }
}
