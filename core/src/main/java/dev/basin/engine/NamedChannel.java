package dev.basin.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * An open file whose failures name it. The platform's own say "No space left on device", and not of
 * which file.
 */
public final class NamedChannel extends FileChannel {
  private final Path file;
  private final FileChannel channel;

  private NamedChannel(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens a file, as {@link FileChannel#open(Path, OpenOption...)} does. */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    return new NamedChannel(file, FileChannel.open(file, options));
  }

  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }

  private <T> T named(Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (ClosedChannelException e) {
      close(); // an interrupt closes what is underneath
      throw e;
    } catch (IOException e) {
      if (e.getClass() != IOException.class) {
        throw e; // of a kind that says more, and is told apart by it
      }
      FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return named(() -> channel.read(target));
  }

  @Override
  public long read(ByteBuffer[] targets, int from, int count) throws IOException {
    return named(() -> channel.read(targets, from, count));
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return named(() -> channel.read(target, position));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return named(() -> channel.write(source));
  }

  @Override
  public long write(ByteBuffer[] sources, int from, int count) throws IOException {
    return named(() -> channel.write(sources, from, count));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return named(() -> channel.write(source, position));
  }

  @Override
  public long position() throws IOException {
    return named(channel::position);
  }

  @Override
  public FileChannel position(long position) throws IOException {
    named(() -> channel.position(position));
    return this;
  }

  @Override
  public long size() throws IOException {
    return named(channel::size);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    named(() -> channel.truncate(size));
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    named(
        () -> {
          channel.force(metadata);
          return this;
        });
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return named(() -> channel.transferTo(position, count, target));
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return named(() -> channel.transferFrom(source, position, count));
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return named(() -> channel.map(mode, position, size));
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return named(() -> channel.lock(position, size, shared));
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return named(() -> channel.tryLock(position, size, shared));
  }

  @Override
  protected void implCloseChannel() throws IOException {
    named(
        () -> {
          channel.close();
          return this;
        });
  }
}
