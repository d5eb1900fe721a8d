package dev.basin.data.archive;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive's members below a directory and nowhere else, within limits. Only files and
 * folders are made, never a link, and no file twice; so no member can lead another astray.
 */
final class Unpacker {
  private static final String DISTRUST = "do not trust this archive";

  private final Path archive;
  private final Path root;
  private final UnpackLimits limits;
  private final Set<Path> folders = new HashSet<>();
  private int entries;
  private long bytes;

  /**
   * Begins.
   *
   * @param archive for messages
   * @param root an empty directory that nobody else writes to
   */
  Unpacker(Path archive, Path root, UnpackLimits limits) {
    this.archive = archive;
    this.root = root;
    this.limits = limits;
    folders.add(root);
  }

  /** Bytes written so far. */
  long bytes() {
    return bytes;
  }

  /** Makes a folder, unless it is there. */
  void folder(String name) {
    makeFolder(place(name), name);
  }

  /**
   * Makes a file.
   *
   * @param name its name in the archive
   * @param length its length, as the archive declares it
   * @param content its content
   * @throws DatasetFormatException if it is refused
   * @throws UncheckedIOException if it cannot be written
   * @throws IOException if the content cannot be read
   */
  void file(String name, long length, InputStream content) throws IOException {
    Path file = place(name);
    if (file.equals(root)) {
      throw refused("member '%s', a file without a name".formatted(name), "names of files");
    }
    if (length < 0 || length > limits.entryBytes()) {
      throw tooMuch(
          "member '%s' of %d bytes".formatted(name, length),
          "at most %d a file".formatted(limits.entryBytes()));
    }
    if (length > limits.totalBytes() - bytes) {
      throw tooMuch(
          "more than %d bytes with member '%s'".formatted(bytes + length, name),
          "at most %d in all".formatted(limits.totalBytes()));
    }
    makeFolder(file.getParent(), name);
    count(name);
    try (OutputStream output = create(file, name)) {
      copy(name, length, content, output);
    } catch (WriteException e) {
      String reason = String.valueOf(e.getMessage());
      IOException named = new FileSystemException(file.toString(), null, reason);
      named.addSuppressed(e);
      throw new UncheckedIOException(named);
    }
    bytes += length;
  }

  /** A member that is no file and no folder. */
  DatasetFormatException refused(String name, TarReader.Type type) {
    String kind = type.toString().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return refused(
        "member '%s', which is of the kind '%s'".formatted(printable(name), kind),
        "only files and folders");
  }

  private DatasetFormatException refused(String found, String expected) {
    return new DatasetFormatException(archive, found, expected, DISTRUST);
  }

  private DatasetFormatException tooMuch(String found, String expected) {
    return new DatasetFormatException(
        archive, found, expected, "if you trust it, unpack it yourself and name the folder");
  }

  private Path place(String name) {
    if (name.isEmpty() || name.startsWith("/") || name.chars().anyMatch(Unpacker::isForeign)) {
      throw outside(name);
    }
    Path place = root;
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        place = below(place, part, name);
      }
    }
    return place;
  }

  private static boolean isForeign(int letter) {
    return letter == '\\' || Character.isISOControl(letter);
  }

  private Path below(Path folder, String part, String name) {
    Path path;
    try {
      path = folder.resolve(part);
    } catch (InvalidPathException e) {
      throw new DatasetFormatException(
          archive,
          "member '%s', a name that cannot be written here".formatted(printable(name)),
          "names in this system's encoding, " + System.getProperty("sun.jnu.encoding"),
          "set LC_ALL=C.UTF-8 if it is not UTF-8");
    }
    if (part.equals("..") || !folder.equals(path.getParent())) {
      throw outside(name);
    }
    return path;
  }

  private DatasetFormatException outside(String name) {
    return refused(
        "member '%s'".formatted(printable(name)),
        "relative names with '/' between folders and without '..'");
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private void makeFolder(@Nullable Path folder, String name) {
    if (folder == null || !folders.add(folder)) {
      return;
    }
    makeFolder(folder.getParent(), name);
    count(name);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw twice(name);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }

  private void count(String name) {
    if (++entries > limits.entries()) {
      throw tooMuch(
          "more than %d files and folders at member '%s'".formatted(limits.entries(), name),
          "at most %d".formatted(limits.entries()));
    }
  }

  private OutputStream create(Path file, String name) {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw twice(name);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private DatasetFormatException twice(String name) {
    return refused("member '%s' twice".formatted(name), "each name once");
  }

  private void copy(String name, long length, InputStream content, OutputStream output)
      throws IOException {
    byte[] buffer = new byte[(int) Math.min(1 << 16, length + 1)];
    long copied = 0;
    int count;
    while ((count = content.read(buffer)) >= 0) {
      copied += count;
      if (copied > length) {
        throw refused("more content in member '%s'".formatted(name), length + " bytes as declared");
      }
      write(output, buffer, count);
    }
    if (copied != length) {
      throw refused(
          "%d bytes in member '%s'".formatted(copied, name), length + " bytes as declared");
    }
  }

  /** Writing failed, and not reading. */
  private static final class WriteException extends IOException {
    private static final long serialVersionUID = 1L;

    WriteException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static void write(OutputStream output, byte[] buffer, int count) throws WriteException {
    try {
      output.write(buffer, 0, count);
    } catch (IOException e) {
      throw new WriteException(e);
    }
  }
}
