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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One file of a published data set, known by its content.
 *
 * @param name the file's name, unpacked
 * @param bytes its length in bytes, unpacked
 * @param sha256 the SHA-256 of its unpacked content, in lower-case hexadecimal digits
 */
public record DataFile(String name, long bytes, String sha256) {
  /** What a gzip-compressed copy's name ends in. */
  static final String GZIP_SUFFIX = ".gz";

  private static final int BUFFER_BYTES = 1 << 16;

  /** The advice given with every file that is present but wrong. */
  static final String REMOVE = "remove it and run again";

  /**
   * The copy of this file in a directory, unpacked rather than gzip-compressed, or null if there is
   * none. The copy's content is not looked at.
   */
  @Nullable Path in(Path directory) {
    Path raw = directory.resolve(name);
    if (Files.isRegularFile(raw)) {
      return raw;
    }
    Path packed = directory.resolve(name + GZIP_SUFFIX);
    return Files.isRegularFile(packed) ? packed : null;
  }

  /**
   * Checks a copy's whole content.
   *
   * @param copy the file, gzip-compressed if its name ends in {@code .gz}
   * @throws DatasetFormatException if its length or digest is not the published one
   * @throws UncheckedIOException if it cannot be read
   */
  void verify(Path copy) {
    try (InputStream input = open(copy)) {
      pass(input, chunk -> {});
    } catch (ContentMismatchException e) {
      throw new DatasetFormatException(copy, e.found(), this);
    } catch (EOFException | ZipException e) {
      throw new DatasetFormatException(copy, "broken gzip data: " + e.getMessage(), this);
    } catch (IOException e) {
      throw new UncheckedIOException(copy + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes content into a directory under this file's name, in one step, once it is known to be the
   * published content.
   *
   * @throws ContentMismatchException if it is not; nothing is then left behind
   */
  void place(InputStream content, Path directory) throws IOException {
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

  /** Opens a file, unpacking it if its name says that it is gzip-compressed. */
  static InputStream open(Path file) throws IOException {
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
    Sha256 digest = new Sha256();
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
    String found = digest.hex();
    if (!found.equals(sha256)) {
      throw new ContentMismatchException("SHA-256 " + found, this);
    }
  }

  /** The published length and digest, in words. */
  @Override
  public String toString() {
    return "%d bytes with SHA-256 %s".formatted(bytes, sha256);
  }
}
