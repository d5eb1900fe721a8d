package dev.basin.data.prepared;

import dev.basin.engine.DiskRoom;
import dev.basin.engine.FolderTree;
import dev.basin.engine.NamedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a {@link PreparedSet} point by point, in bounded memory. The directory appears whole, with
 * {@link #finish}, or not at all: everything is written to a sibling of a temporary name, synced,
 * and renamed.
 */
public final class PreparedSetWriter implements AutoCloseable {
  private final Path directory;
  private final Path temporary;
  private final PreparedSetInfo info;
  private final PreparedPartWriter train;
  private final PreparedPartWriter test;

  private PreparedSetWriter(Path directory, Path temporary, PreparedSetInfo info)
      throws IOException {
    this.directory = directory;
    this.temporary = temporary;
    this.info = info;
    this.train = new PreparedPartWriter(temporary, "train", info);
    try {
      this.test = new PreparedPartWriter(temporary, "test", info);
    } catch (IOException e) {
      train.close();
      throw e;
    }
  }

  /**
   * Begins a set.
   *
   * @param directory where it shall appear; must not exist, but its parent is made if need be
   * @param info what it is
   * @param points how many there will be in both parts together
   * @throws FileAlreadyExistsException if the directory exists
   * @throws IOException if it cannot be written there, or the disk has no room for so many points
   */
  public static PreparedSetWriter create(Path directory, PreparedSetInfo info, long points)
      throws IOException {
    DiskRoom.require(directory, bytes(info, points), points + " points of " + info.shape());
    return create(directory, info);
  }

  private static long bytes(PreparedSetInfo info, long points) {
    long each = (long) info.shape().features() * info.element().bytes() + Integer.BYTES;
    return Math.multiplyHigh(points, each) == 0 ? points * each : Long.MAX_VALUE;
  }

  /**
   * Begins a set of a size that is not known.
   *
   * @throws FileAlreadyExistsException if the directory exists
   * @throws IOException if it cannot be written there
   */
  public static PreparedSetWriter create(Path directory, PreparedSetInfo info) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    Files.createDirectories(parent);
    Path temporary =
        Files.createDirectory(
            parent.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp"));
    try {
      return new PreparedSetWriter(absolute, temporary, info);
    } catch (IOException e) {
      FolderTree.remove(temporary);
      throw e;
    }
  }

  /** Takes the training points. */
  public PreparedPartWriter train() {
    return train;
  }

  /** Takes the test points. */
  public PreparedPartWriter test() {
    return test;
  }

  /**
   * Completes the set and moves it into place.
   *
   * @return its directory
   * @throws FileAlreadyExistsException if there is something of that name by now, which stays
   * @throws IllegalStateException if a part has no point
   * @throws IOException if it cannot be written
   */
  public Path finish() throws IOException {
    Path file = temporary.resolve(DescriptionFile.NAME);
    ByteBuffer bytes = ByteBuffer.wrap(DescriptionFile.bytes(info, train.finish(), test.finish()));
    try (FileChannel channel =
        NamedChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    try {
      Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(directory)) {
        throw e;
      }
      // which one it is differs between systems
      throw new FileAlreadyExistsException(directory.toString(), null, String.valueOf(e));
    }
    return directory;
  }

  /** Removes what was written, unless it is finished. */
  @Override
  public void close() {
    try {
      train.close();
      test.close();
      FolderTree.remove(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(temporary + ": " + e.getMessage(), e);
    }
  }
}
