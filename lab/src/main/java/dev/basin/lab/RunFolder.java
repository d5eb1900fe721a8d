package dev.basin.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.basin.engine.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of one comparison. It remembers its configuration, is used by one process at a time,
 * and keeps every finished part, so that an interrupted comparison can go on.
 */
final class RunFolder implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String CONFIGURATION = "comparison.json";

  private final Path root;
  private final FileChannel lockFile;

  private RunFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens or creates a folder for a comparison.
   *
   * @param root the folder
   * @param config what will be run in it
   * @param resume whether to go on with what it holds
   * @throws RunFolderException if it holds another comparison, or this one and {@code resume} is
   *     false, or something else, or is in use, or cannot be written
   */
  static RunFolder open(Path root, ComparisonConfig config, boolean resume) {
    try {
      boolean known = Files.exists(root.resolve(CONFIGURATION));
      if (!known && Files.isDirectory(root) && !isEmpty(root)) {
        throw new RunFolderException(
            root + " is not empty and holds no comparison; choose another --out");
      }
      Files.createDirectories(root);
      FileChannel lockFile = lock(root);
      try {
        if (known) {
          checkSame(root, config, resume);
        } else {
          if (resume) {
            throw new RunFolderException(
                root + " holds nothing to resume; run the command without --resume");
          }
          AtomicFile.write(
              root.resolve(CONFIGURATION),
              channel -> channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(config))));
        }
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
      return new RunFolder(root, lockFile);
    } catch (IOException e) {
      throw new RunFolderException(
          root + " cannot be written (" + e + "); choose another --out or free some space", e);
    }
  }

  private static void checkSame(Path root, ComparisonConfig config, boolean resume)
      throws IOException {
    ComparisonConfig held =
        JSON.readValue(root.resolve(CONFIGURATION).toFile(), ComparisonConfig.class);
    if (!resume) {
      throw new RunFolderException(
          root
              + " already holds a comparison; choose another --out, or add --resume to go on with"
              + " it");
    }
    if (!held.equals(config)) {
      throw new RunFolderException(
          root
              + " holds another comparison; resume it with its own options. It has "
              + held
              + ", this is "
              + config);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held in this process: as good as held by another
    }
    if (lock == null) {
      channel.close();
      throw new RunFolderException(root + " is in use by another process; choose another --out");
    }
    return channel;
  }

  /** A part's file, its directory made. */
  Path file(String first, String... more) {
    Path file = root.resolve(Path.of(first, more));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** A finished part, if it is there. */
  <T> Optional<T> read(Path file, TypeReference<T> type) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), type));
    } catch (IOException e) {
      throw new RunFolderException(
          file + " is damaged (" + e.getMessage() + "); remove it and resume, it will be redone",
          e);
    }
  }

  /** Keeps a finished part; the file appears whole or not at all. */
  void write(Path file, Object part) {
    try {
      AtomicFile.write(
          file, channel -> channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(part))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
