package dev.basin.data;

import dev.basin.engine.AtomicFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One file of a published data set, known by its content.
 *
 * @param name the file's name, unpacked
 * @param bytes its length in bytes, unpacked
 * @param checksum the digest of its unpacked content
 * @param packing how it is served, and what copies of it may be
 */
public record DataFile(String name, long bytes, Checksum checksum, Packing packing) {
  /** How a file is served, and what copies of it may be. */
  public enum Packing {
    /** Served as {@code NAME.gz}; a copy may be that or the unpacked {@code NAME}. */
    GZIP,
    /** Served and kept as it is, be it an archive or not. */
    NONE
  }

  /** What a gzip-compressed copy's name ends in. */
  public static final String GZIP_SUFFIX = ".gz";

  private static final int BUFFER_BYTES = 1 << 16;

  /** The advice given with every file that is present but wrong. */
  public static final String REMOVE = "remove it and run again";

  /**
   * A file that is served gzip-compressed and known by the SHA-256 of its unpacked content.
   *
   * @param name the file's name, unpacked
   * @param bytes its length in bytes, unpacked
   * @param sha256 the digest, in lower-case hexadecimal digits
   */
  public DataFile(String name, long bytes, String sha256) {
    this(name, bytes, Checksum.sha256(sha256), Packing.GZIP);
  }

  /** What a server calls it. */
  public String servedName() {
    return packing == Packing.GZIP ? name + GZIP_SUFFIX : name;
  }

  /** The unpacked content of what a server sends. */
  public InputStream unpacked(InputStream served) throws IOException {
    return packing == Packing.GZIP ? new GZIPInputStream(served, BUFFER_BYTES) : served;
  }

  /**
   * The copy of this file in a directory, unpacked rather than gzip-compressed, or null if there is
   * none. The copy's content is not looked at.
   */
  public @Nullable Path in(Path directory) {
    Path raw = directory.resolve(name);
    if (Files.isRegularFile(raw)) {
      return raw;
    }
    if (packing == Packing.NONE) {
      return null;
    }
    Path packed = directory.resolve(name + GZIP_SUFFIX);
    return Files.isRegularFile(packed) ? packed : null;
  }

  /**
   * What is known of a copy's content, before it is read.
   *
   * @param copy the file as {@link #in} found it
   */
  public CheckedContent checked(Path copy) throws IOException {
    Path folder = copy.toAbsolutePath().getParent();
    return new CheckedContent(
        folder == null ? copy : folder,
        String.valueOf(copy.getFileName()),
        checksum.hex(),
        List.of(copy));
  }

  /**
   * Checks a copy's whole content, unless that was done and it has not changed since.
   *
   * @param copy the file as {@link #in} found it
   * @throws DatasetFormatException if its length or digest is not the published one
   * @throws UncheckedIOException if it cannot be read
   */
  public void verify(Path copy) {
    try {
      CheckedContent checked = checked(copy);
      if (!checked.isKnown()) {
        try (InputStream input = content(copy)) {
          pass(input, chunk -> {});
        }
        checked.remember();
      }
    } catch (ContentMismatchException e) {
      throw new DatasetFormatException(copy, e.found(), this);
    } catch (EOFException | ZipException e) {
      throw new DatasetFormatException(copy, "broken gzip data: " + e.getMessage(), this);
    } catch (IOException e) {
      throw new UncheckedIOException(copy + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks the digest of a copy that was read to its end.
   *
   * @param digest of this file's algorithm, fed with the whole content
   * @throws DatasetFormatException if it is not the published one
   */
  public void check(Path copy, MessageDigest digest) {
    Checksum found = checksum.of(digest);
    if (!found.equals(checksum)) {
      throw new DatasetFormatException(copy, found.toString(), this);
    }
  }

  /**
   * Writes content into a directory under this file's name, in one step, once it is known to be the
   * published content.
   *
   * @throws ContentMismatchException if it is not; nothing is then left behind
   */
  public void place(InputStream content, Path directory) throws IOException {
    AtomicFile.write(
        directory.resolve(name),
        channel ->
            pass(
                content,
                chunk -> {
                  while (chunk.hasRemaining()) {
                    channel.write(chunk);
                  }
                }));
  }

  /** Opens a copy of this file that {@link #in} found, unpacking it if it is packed. */
  InputStream content(Path copy) throws IOException {
    return packing == Packing.GZIP ? open(copy) : Files.newInputStream(copy);
  }

  /** Opens a file, unpacking it if its name says that it is gzip-compressed. */
  public static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException(file + ": no such file");
    }
    InputStream plain = Files.newInputStream(file);
    if (!file.toString().endsWith(GZIP_SUFFIX)) {
      return plain;
    }
    try {
      return new GZIPInputStream(plain, BUFFER_BYTES);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Takes the content piece by piece. */
  @FunctionalInterface
  private interface Sink {
    void accept(ByteBuffer chunk) throws IOException;
  }

  /** Passes on content, never more than the published length, and checks it. */
  private void pass(InputStream content, Sink sink) throws IOException {
    MessageDigest digest = checksum.algorithm().begin();
    byte[] buffer = new byte[BUFFER_BYTES];
    long seen = 0;
    int count;
    while ((count = content.read(buffer)) >= 0) {
      seen += count;
      if (seen > bytes) {
        throw new ContentMismatchException("more than " + bytes + " bytes", this);
      }
      digest.update(buffer, 0, count);
      sink.accept(ByteBuffer.wrap(buffer, 0, count));
    }
    if (seen != bytes) {
      throw new ContentMismatchException(seen + " bytes", this);
    }
    Checksum found = checksum.of(digest);
    if (!found.equals(checksum)) {
      throw new ContentMismatchException(found.toString(), this);
    }
  }

  /** The published length and digest, in words. */
  @Override
  public String toString() {
    return "%d bytes with %s".formatted(bytes, checksum);
  }
}
