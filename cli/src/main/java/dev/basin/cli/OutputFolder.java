package dev.basin.cli;

import dev.basin.engine.AtomicFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A folder that a command will write files into, and make if it is not there. */
final class OutputFolder {
  private static final int MOST_TRIES = 10;

  private OutputFolder() {}

  /**
   * Refuses a folder that could not be made or written, before any work is done; leaves nothing
   * behind.
   *
   * @param bytes that will be written, as far as that is known
   * @param option which one named it
   */
  static void requireUsable(Path folder, long bytes, String option) {
    try {
      for (int k = 1; ; k++) {
        try {
          tryOut(folder, bytes);
          return;
        } catch (NoSuchFileException e) {
          if (k == MOST_TRIES) { // else another process has tried it, too, and tidied up
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new RunFolderException(
          folder
              + " cannot be written: "
              + FileFailure.reason(e)
              + "; choose another "
              + option
              + ", or give this one room and write permission",
          e);
    }
  }

  private static void tryOut(Path folder, long bytes) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    @Nullable Path path = folder.toAbsolutePath();
    while (path != null && !Files.exists(path)) {
      missing.push(path);
      path = path.getParent();
    }
    Deque<Path> made = new ArrayDeque<>();
    try {
      for (Path each : missing) {
        if (make(each)) {
          made.push(each);
        }
      }
      Files.createDirectories(folder); // refuses what is no folder
      AtomicFile.tryOut(folder.resolve("file"), bytes);
    } finally {
      made.forEach(OutputFolder::remove);
    }
  }

  private static boolean make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false; // by another process, meanwhile
    }
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // somebody else is using it by now
    }
  }
}
