package dev.basin.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * once; the last rename wins, unless the file is to be a new one. What cannot be written is told
 * with the file's name.
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

  /** What a file system takes as a name, in bytes. */
  private static final int LONGEST_NAME = 255;

  private static final long MOST_TRIED = 16 << 20;

  private static final int UNIQUE_BYTES = 1 + 36 + ".tmp".length();

  private AtomicFile() {}

  /**
   * A hidden file beside another, with a name that the file system takes if it takes the other's.
   *
   * @param ending what its name ends in, at most 41 bytes
   */
  static Path hiddenBeside(Path file, String ending) {
    Path absolute = file.toAbsolutePath();
    return absolute.resolveSibling("." + shortened(absolute) + ending);
  }

  /** The file's name, or, if nothing could be added to it, the beginning and a digest of it. */
  private static String shortened(Path file) {
    String name = String.valueOf(file.getFileName());
    int most = LONGEST_NAME - 1 - UNIQUE_BYTES;
    if (name.getBytes(StandardCharsets.UTF_8).length <= most) {
      return name;
    }
    String digest = Sha256.of(name).substring(0, 16);
    int kept = Math.min(name.length(), (most - digest.length()) / 4); // UTF-8 has at most 4 bytes
    return name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, kept))) + digest;
  }

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
    Pattern name = Pattern.compile(Pattern.quote("." + shortened(target)) + UNIQUE);
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
    write(
        target,
        content,
        (temporary, absolute) -> Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Makes a file that was not there.
   *
   * @param target the file; its directory must exist
   * @param content writes what the file shall hold
   * @throws FileAlreadyExistsException if there is a file of that name when all is written; it is
   *     left as it is
   * @throws IOException if writing, syncing or naming fails
   */
  public static void create(Path target, Content content) throws IOException {
    write(target, content, AtomicFile::link);
  }

  /** Gives a whole file its name, unless that is taken. */
  static void link(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
      return;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // a file system without links: the name is taken by an empty file, and that is replaced
    }
    Files.createFile(target);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  /**
   * Tries whether a file could be written, and leaves nothing behind.
   *
   * @param target the file; its directory must exist
   * @param bytes of what length; so much is written as a trial, but at most 16 MiB
   * @throws IOException if it could not, as {@link #write} would throw
   */
  public static void tryOut(Path target, long bytes) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    try {
      Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // as it may be; a name that cannot be is another failure
    }
    DiskRoom.require(target, bytes, String.valueOf(target.getFileName()));
    write(
        target, channel -> fill(channel, Math.min(bytes, MOST_TRIED)), (temporary, absolute) -> {});
  }

  /** Writes noughts, which take the room that the content will. */
  static void fill(FileChannel channel, long bytes) throws IOException {
    for (long left = bytes; left > 0; ) {
      ByteBuffer noughts = ByteBuffer.allocate((int) Math.min(left, 1 << 16));
      left -= noughts.remaining();
      while (noughts.hasRemaining()) {
        channel.write(noughts);
      }
    }
  }

  /** How a file that is whole gets its name. */
  @FunctionalInterface
  private interface Naming {
    void name(Path temporary, Path target) throws IOException;
  }

  private static void write(Path target, Content content, Naming naming) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path temporary = hiddenBeside(absolute, "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          NamedChannel.open(
              temporary,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      naming.name(temporary, absolute);
    } catch (FileSystemException e) {
      throw about(target, temporary, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(absolute);
  }

  /** A failure of the temporary file is told as one of the file, which the user knows. */
  private static FileSystemException about(Path target, Path temporary, FileSystemException e) {
    if (!temporary.toString().equals(e.getFile())) {
      return e;
    }
    String name = target.toString();
    FileSystemException named =
        e instanceof NoSuchFileException
            ? new NoSuchFileException(name)
            : e instanceof AccessDeniedException
                ? new AccessDeniedException(name)
                : new FileSystemException(name, null, e.getReason());
    named.initCause(e);
    return named;
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

  /** The content of another file. */
  public static Content copyOf(Path source) {
    return channel -> {
      try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
        long size = from.size();
        long done = 0;
        while (done < size) {
          done += from.transferTo(done, size - done, channel);
        }
      }
    };
  }

  static void syncDirectory(Path file) {
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
