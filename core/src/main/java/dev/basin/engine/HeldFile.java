package dev.basin.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An open file that has one holder at a time, among all processes and within this one. The system
 * takes it from a process that ends, however that ends.
 *
 * <p>POSIX gives up a process's locks on a file as soon as the process closes any descriptor of it.
 * So who comes second in this process is turned away before the file is opened; and while it is
 * held, nobody else here should read it.
 */
public final class HeldFile implements Closeable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path name;
  private final FileChannel channel;

  private HeldFile(Path name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Opens a file and holds it, unless somebody else does.
   *
   * @param file the file; its directory must exist
   * @param options how to open it; for writing, among others
   * @return empty if another process, or another part of this one, holds it
   * @throws IOException if it cannot be opened or locked at all
   */
  public static Optional<HeldFile> tryHold(Path file, OpenOption... options) throws IOException {
    Path name = realName(file);
    if (!HELD_HERE.add(name)) {
      return Optional.empty();
    }
    HeldFile opened;
    try {
      opened = new HeldFile(name, FileChannel.open(file, options));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(name);
      throw e;
    }
    boolean held = false;
    try {
      held = opened.lock();
    } finally {
      if (!held) {
        opened.close();
      }
    }
    return held ? Optional.of(opened) : Optional.empty();
  }

  private boolean lock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by somebody in this process who does not use this class
    }
  }

  /** The same for all ways to its directory. */
  private static Path realName(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    return directory == null || !Files.exists(directory)
        ? absolute
        : directory.toRealPath().resolve(absolute.getFileName());
  }

  /** Its content; closed with this. */
  public FileChannel channel() {
    return channel;
  }

  /** Lets go of it. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(name);
    }
  }
}
