package dev.basin.lab.store;

import dev.basin.engine.AtomicFile;
import dev.basin.engine.Sha256;
import dev.basin.lab.FileFailure;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.study.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Files of a store, whole or not there, with failures in words. A document is followed by a file of
 * its SHA-256, in the form that {@code sha256sum -c} reads; without that, or with another, it does
 * not count.
 */
public final class StoreFile {
  private static final String SUM = ".sha256";

  /** So often the same, and nobody is writing it: that takes two syncs of the disk. */
  private static final int SETTLED = 20;

  private static final long READ_AGAIN = 50_000_000; // nanoseconds

  private StoreFile() {}

  /** Writes a text. */
  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failure("cannot write", file, e);
    }
  }

  /** Adds a line to a file of which nobody needs the last line whole. */
  public static void append(Path file, String line) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean cutOff =
          read(file).filter(text -> !text.isEmpty() && !text.endsWith("\n")).isPresent();
      Files.writeString(
          file,
          (cutOff ? "\n" : "") + line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure("cannot write", file, e);
    }
  }

  /**
   * A text, if the file is there. Bytes that are no UTF-8 become replacement characters: whoever
   * checks the sum or reads the text finds the damage.
   */
  static Optional<String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process has just put it aside
    } catch (IOException e) {
      throw failure("cannot read", file, e);
    }
  }

  /** The lines of a file, none if it is not there. */
  static List<String> lines(Path file) {
    return read(file).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** Writes a document and then its sum; nobody else must be writing it. */
  static void writeDocument(Path file, Object document) {
    removeLeftOversOf(file);
    removeLeftOversOf(sum(file));
    writeText(file, CanonicalJson.page(document));
  }

  /** Writes a text and then its sum. */
  static void writeText(Path file, String text) {
    write(file, text);
    write(sum(file), Sha256.line(Sha256.of(text), String.valueOf(file.getFileName())));
  }

  /** Whether a document with its sum is there. */
  static boolean isDocument(Path file) {
    return Files.isRegularFile(file) && Files.isRegularFile(sum(file));
  }

  /**
   * A document's text, if it is there whole. While another process replaces a document, the text is
   * the new one already and the sum still that of the old one; so what does not agree is called
   * damaged only if it stays as it is for a second.
   *
   * @throws DamagedException if it is not what was written
   */
  static Optional<String> readDocument(Path file) {
    String before = "";
    int unchanged = 0;
    while (true) {
      Optional<String> text = read(file);
      Optional<String> sum = read(sum(file));
      if (text.isEmpty() || sum.isEmpty()) {
        return Optional.empty();
      }
      String found = Sha256.of(text.get());
      if (sum.get().startsWith(found + Sha256.SEPARATOR)) {
        return text;
      }
      String now = found + sum.get();
      unchanged = now.equals(before) ? unchanged + 1 : 0;
      if (unchanged == SETTLED) {
        throw new DamagedException(file + " is damaged: its SHA-256 is " + found);
      }
      before = now;
      LockSupport.parkNanos(READ_AGAIN);
    }
  }

  static Path sum(Path file) {
    return file.resolveSibling(file.getFileName() + SUM);
  }

  /** Forgets a document. */
  static void removeDocument(Path file) {
    remove(sum(file));
    remove(file);
  }

  /** Forgets a file, if it is there. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("cannot remove", file, e);
    }
  }

  /** What a folder holds, by name; nothing if it is not there, or is a link. */
  static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw failure("cannot read", folder, e);
    }
  }

  /** Removes what a killed process has left half written in a folder, where nobody writes now. */
  public static void removeLeftOvers(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      AtomicFile.removeLeftOvers(folder, 1);
    } catch (IOException e) {
      throw failure("cannot read", folder, e);
    }
  }

  private static void removeLeftOversOf(Path file) {
    try {
      AtomicFile.removeLeftOversOf(file);
    } catch (IOException e) {
      throw failure("cannot read", file, e);
    }
  }

  public static RunFolderException failure(String what, Path file, IOException e) {
    return new RunFolderException(
        what
            + " "
            + file
            + ": "
            + FileFailure.reason(e)
            + "; what was finished is kept: mend that and run the command again",
        e);
  }
}
