package dev.basin.engine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How much a disk has left, as far as it says. */
public final class DiskRoom {
  private DiskRoom() {}

  /**
   * Refuses what would not fit.
   *
   * @param place where it will be written; need not exist
   * @param bytes how much
   * @param what it is, for the message: "20 solutions"
   * @throws FileSystemException if the disk has less left
   * @throws IOException if that cannot be found out
   */
  public static void require(Path place, long bytes, String what) throws IOException {
    @Nullable Path existing = place.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return;
    }
    long left = Files.getFileStore(existing).getUsableSpace();
    if (bytes > left) {
      throw new FileSystemException(
          existing.toString(),
          null,
          "not enough room on the disk for %s: %,d bytes, and %,d are left"
              .formatted(what, bytes, left));
    }
  }
}
