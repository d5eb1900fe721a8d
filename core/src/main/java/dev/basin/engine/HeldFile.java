package dev.basin.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
  private static final int MOST_TRIES = 100;
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
      opened = new HeldFile(name, NamedChannel.open(file, options));
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

  /**
   * Makes a file, or finds it, and holds it until it is {@link #remove}d. Whoever removes such
   * files must hold them, so that no two hold files of one name.
   *
   * @param file the file; its directory must exist
   * @return empty if another process, or another part of this one, holds it
   * @throws IOException if it cannot be made, opened or locked at all
   */
  public static Optional<HeldFile> tryHoldRemovable(Path file) throws IOException {
    for (int k = 0; k < MOST_TRIES; k++) {
      try {
        Files.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // of another process, or left by one that was killed
      }
      Optional<HeldFile> held;
      Object before;
      try {
        before = identity(file);
        held = tryHold(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        continue; // removed since
      }
      if (held.isEmpty()) {
        return held;
      }
      if (isStill(file, before)) {
        return held;
      }
      held.get().close(); // what was opened had been removed already
    }
    throw new FileSystemException(file.toString(), null, "it comes and goes");
  }

  private static Object identity(Path file) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "not a plain file");
    }
    Object key = found.fileKey();
    return key == null ? found.creationTime() : key;
  }

  private static boolean isStill(Path file, Object identity) throws IOException {
    try {
      return identity(file).equals(identity);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Removes the file and lets go of it; does nothing once that is done. */
  public synchronized void remove() throws IOException {
    if (!channel.isOpen()) {
      return; // the name may be another's by now
    }
    try {
      Files.deleteIfExists(name);
    } finally {
      close();
    }
  }

  private boolean lock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by somebody in this process who does not use this class
    }
  }

  /**
   * Like {@link #tryHold}, and makes the file and its directory; also where another process is
   * making and removing that, to try whether it could.
   *
   * @param file the file
   * @return empty if another process, or another part of this one, holds it
   * @throws IOException if it cannot be made, opened or locked at all
   */
  public static Optional<HeldFile> tryHoldIn(Path file) throws IOException {
    for (int k = 1; ; k++) {
      try {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
          Files.createDirectories(directory);
        }
        return tryHold(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        if (k == MOST_TRIES) {
          throw e;
        }
      }
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
