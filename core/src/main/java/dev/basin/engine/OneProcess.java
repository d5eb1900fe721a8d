package dev.basin.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Files that one process at a time may hold. */
public final class OneProcess {
  private OneProcess() {}

  /**
   * Locks a file, unless somebody holds it, be it this very process. The lock ends with the
   * channel, and with the process however that ends.
   *
   * @param channel open for writing
   * @return whether it is locked now
   * @throws IOException if it cannot be locked at all
   */
  public static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this process: as good as held by another
    }
  }
}
