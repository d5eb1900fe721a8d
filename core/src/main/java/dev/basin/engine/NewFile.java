package dev.basin.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is to appear after long work. Its name is this process's from the beginning, and so
 * is the room on the disk: a hidden file beside it, {@code .NAME.part}, is held and filled with as
 * many bytes as the file will have, and becomes the file at the end. It is gone when this is
 * closed; one that a killed process has left behind is taken over.
 */
public final class NewFile implements Closeable {
  private static final int MOST_OTHER_NAMES = 1000;

  private final Path target;
  private final Path part;
  private final HeldFile held;

  private NewFile(Path target, Path part, HeldFile held) {
    this.target = target;
    this.part = part;
    this.held = held;
  }

  /**
   * Takes the name and the room.
   *
   * @param target the file; its directory must exist
   * @param bytes how long it will be, as far as that is known
   * @return empty if another process, or another part of this one, is making it
   * @throws FileAlreadyExistsException if it is there
   * @throws IOException if it could not be written
   */
  public static Optional<NewFile> tryReserve(Path target, long bytes) throws IOException {
    requireNone(target);
    AtomicFile.tryOut(target, 0);
    Path part = AtomicFile.hiddenBeside(target, ".part");
    Optional<HeldFile> held = HeldFile.tryHoldRemovable(part);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    NewFile file = new NewFile(target, part, held.get());
    boolean reserved = false;
    try {
      requireNone(target); // another process may have finished it before the lock
      file.fill(bytes);
      reserved = true;
    } finally {
      if (!reserved) {
        file.close();
      }
    }
    return Optional.of(file);
  }

  private static void requireNone(Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  private void fill(long bytes) throws IOException {
    held.channel().truncate(0);
    DiskRoom.require(target, bytes, String.valueOf(target.getFileName()));
    AtomicFile.fill(held.channel(), bytes);
    held.channel().force(true);
  }

  /**
   * Writes the file. If somebody else has made one of that name all the same, that one is left as
   * it is, and this one gets another name: {@code weights-2.safetensors} for {@code
   * weights.safetensors}.
   *
   * @param content writes what the file shall hold
   * @return where it is
   * @throws IOException if it cannot be written
   */
  public synchronized Path write(AtomicFile.Content content) throws IOException {
    FileChannel channel = held.channel();
    channel.position(0);
    content.writeTo(channel);
    channel.truncate(channel.position());
    channel.force(true);
    Path name = target;
    for (int k = 2; ; k++) {
      try {
        AtomicFile.link(part, name);
        break;
      } catch (FileAlreadyExistsException e) {
        if (k > MOST_OTHER_NAMES) {
          throw e;
        }
        name = otherName(k);
      }
    }
    AtomicFile.syncDirectory(name.toAbsolutePath());
    return name;
  }

  private Path otherName(int k) {
    String name = String.valueOf(target.getFileName());
    int dot = name.lastIndexOf('.');
    return target.resolveSibling(
        dot <= 0 ? name + "-" + k : name.substring(0, dot) + "-" + k + name.substring(dot));
  }

  /** Lets go of the name, and of the room unless the file was written. */
  @Override
  public synchronized void close() throws IOException {
    held.remove();
  }
}
