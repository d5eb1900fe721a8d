package dev.basin.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Writes a file so that nobody ever sees half of it: into a sibling with a unique temporary name,
 * synced to the disk, then renamed over the target in one step. Several processes may do so at
 * once; the last rename wins.
 */
public final class AtomicFile {
  /** Fills the temporary file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the whole content.
     *
     * @param channel open for reading and writing, empty, at position 0
     * @throws IOException if it cannot be written; the temporary file is then removed and the
     *     target left as it was
     */
    void writeTo(FileChannel channel) throws IOException;
  }

  /** How temporary names end. */
  private static final String UNIQUE = "\\.[0-9a-f-]{36}\\.tmp";

  private static final Pattern LEFT_OVER = Pattern.compile("\\..+" + UNIQUE);

  private AtomicFile() {}

  /** Whether a file's name is one that stays behind if the process is killed while it writes. */
  public static boolean isLeftOver(Path file) {
    return LEFT_OVER.matcher(String.valueOf(file.getFileName())).matches();
  }

  /**
   * Removes what a process that was killed while it wrote has left behind.
   *
   * @param folder is looked through; nobody must be writing there, or what he writes is lost
   * @param depth 1 for what lies in the folder itself, more for what lies below
   * @throws IOException if it cannot be read or a file not be removed
   */
  public static void removeLeftOvers(Path folder, int depth) throws IOException {
    remove(folder, depth, AtomicFile::isLeftOver);
  }

  /**
   * Removes what a process that was killed while it wrote one file has left behind. Others may be
   * writing other files of the folder.
   *
   * @param target the file; nobody must be writing it
   * @throws IOException if its folder cannot be read or a file not be removed
   */
  public static void removeLeftOversOf(Path target) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote("." + target.getFileName()) + UNIQUE);
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      remove(folder, 1, file -> name.matcher(file.getFileName().toString()).matches());
    }
  }

  /** What others remove in the meantime is no failure. */
  private static void remove(Path folder, int depth, Predicate<Path> which) throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(FileVisitOption.class),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && which.test(file)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException && !file.equals(folder)) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  /**
   * Replaces or creates a file.
   *
   * @param target the file; its directory must exist
   * @param content writes what the file shall hold
   * @throws IOException if writing, syncing or renaming fails; the target is then as it was
   */
  public static void write(Path target, Content content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path temporary =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(absolute);
  }

  /**
   * Replaces or creates a file with bytes that are at hand.
   *
   * @param target the file; its directory must exist
   * @param bytes all of them
   * @throws IOException if writing, syncing or renaming fails; the target is then as it was
   */
  public static void write(Path target, byte[] bytes) throws IOException {
    write(
        target,
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  private static void syncDirectory(Path file) {
    Path directory = file.getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems cannot open a directory; there the rename itself is all that can be had.
    }
  }
}
