package dev.basin.data.archive;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.MeteredInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * A folder in an archive: {@code .tar}, {@code .tar.gz}, {@code .tgz}, {@code .tar.xz}, {@code
 * .txz} or {@code .zip}. Archives from anywhere are unpacked safely: nothing is written outside the
 * target, no links or devices are made, and sizes are bounded. What {@link LeftByTools} names is
 * not unpacked.
 */
public final class ArchivedFolder {
  private static final List<String> SUFFIXES =
      List.of(".tar.xz", ".txz", ".tar.gz", ".tgz", ".tar", ".zip");
  private static final int BUFFER_BYTES = 1 << 16;

  /** What unpacking xz may take; its strongest preset, -9, takes 65 MiB. */
  private static final int XZ_KIBIBYTES = 128 << 10;

  /** What a tar archive has for a member beside its content: headers and padding, generously. */
  private static final long TAR_OVERHEAD = 4096;

  private ArchivedFolder() {}

  /** Whether a path is a file whose name says that it is such an archive. */
  public static boolean isOne(Path path) {
    return !suffix(path).isEmpty() && Files.isRegularFile(path);
  }

  /**
   * The archive's name without what tells its kind: {@code pictures} of {@code pictures.tar.xz}.
   */
  public static String stem(Path archive) {
    String name = String.valueOf(archive.getFileName());
    return name.substring(0, name.length() - suffix(archive).length());
  }

  private static String suffix(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().filter(name::endsWith).findFirst().orElse("");
  }

  /** Unpacks an archive within the default limits. */
  public static Path unpack(Path archive, Path target) {
    return unpack(archive, target, UnpackLimits.DEFAULT, FetchProgress.SILENT);
  }

  /**
   * Unpacks an archive. The target appears whole or not at all: it is filled under another name
   * beside it and then renamed.
   *
   * @param archive the archive; its name tells its kind
   * @param target the directory that shall hold its members; must not exist, or be empty
   * @param limits how much it may unpack to
   * @param progress hears how many of the archive's bytes are done
   * @return the target
   * @throws DatasetFormatException if the archive is broken, not safe, or above a limit
   * @throws UncheckedIOException if the archive cannot be read or the target not be written
   */
  public static Path unpack(
      Path archive, Path target, UnpackLimits limits, FetchProgress progress) {
    if (!isOne(archive)) {
      throw new DatasetFormatException(
          archive, "no such file", "one of " + String.join(", ", SUFFIXES), "check its name");
    }
    try (TemporaryDirectory temporary = TemporaryDirectory.beside(target)) {
      if (Files.exists(target)) {
        requireEmpty(target);
      }
      Unpacker unpacker = new Unpacker(archive, temporary.path(), limits);
      unpackInto(unpacker, archive, limits, progress);
      temporary.moveTo(target);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(target + ": " + e.getMessage(), e);
    }
  }

  private static void requireEmpty(Path target) throws IOException {
    try (var children = Files.newDirectoryStream(target)) {
      if (children.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(target.toString());
      }
    }
  }

  private static void unpackInto(
      Unpacker unpacker, Path archive, UnpackLimits limits, FetchProgress progress) {
    try {
      if (suffix(archive).equals(".zip")) {
        ZipArchive.unpack(archive, unpacker, limits, progress);
      } else {
        unpackTar(archive, unpacker, limits, progress);
      }
    } catch (IOException e) {
      String expected = "a whole " + suffix(archive);
      Optional<ForeignFile> content = ForeignFile.byContent(archive);
      if (content.isPresent() && !content.get().kind().equals(content(suffix(archive)))) {
        String found = content.get().kind() + ", which is not what its name says";
        throw new DatasetFormatException(archive, found, expected, content.get().advice());
      }
      throw new DatasetFormatException(
          archive, "a broken archive: " + reason(e), expected, "get it again");
    }
  }

  /** What an archive's first bytes are those of. */
  private static String content(String suffix) {
    return switch (suffix) {
      case ".tar.xz", ".txz" -> "xz data";
      case ".tar.gz", ".tgz" -> "gzip data";
      case ".zip" -> "a zip archive";
      default -> "a tar archive";
    };
  }

  private static String reason(IOException failure) {
    if (failure.getMessage() != null) {
      return failure.getMessage();
    }
    return failure instanceof EOFException ? "it ends too early" : failure.toString();
  }

  private static void unpackTar(
      Path archive, Unpacker unpacker, UnpackLimits limits, FetchProgress progress)
      throws IOException {
    long length = Files.size(archive);
    String message = "unpacking " + archive.getFileName();
    MeteredInput packed = new MeteredInput(Files.newInputStream(archive), Long.MAX_VALUE);
    long most = limits.totalBytes() + TAR_OVERHEAD * (limits.entries() + 256L);
    try (packed;
        MeteredInput plain =
            new MeteredInput(unpacked(archive, new BufferedInputStream(packed)), most)) {
      TarReader tar = new TarReader(plain);
      TarReader.Member member;
      while ((member = next(tar, plain)) != null) {
        if (LeftByTools.isIn(member.name())) {
          continue;
        }
        switch (member.type()) {
          case FILE -> unpacker.file(member.name(), member.bytes(), tar.content());
          case DIRECTORY -> unpacker.folder(member.name());
          default -> throw unpacker.refused(member.name(), member.type());
        }
        progress.update(message, packed.bytes(), length);
      }
      if (!tar.ended()) {
        throw new EOFException("tar: the mark of its end is missing");
      }
      // Whatever follows is read, too, so that the packer's own checks see it all.
      plain.transferTo(OutputStream.nullOutputStream());
      progress.update(message, length, length);
    }
  }

  private static TarReader.@Nullable Member next(TarReader tar, MeteredInput plain)
      throws IOException {
    try {
      return tar.next();
    } catch (IOException e) {
      throw new IOException("%s, before byte %d unpacked".formatted(reason(e), plain.bytes()), e);
    }
  }

  private static InputStream unpacked(Path archive, InputStream packed) throws IOException {
    return switch (suffix(archive)) {
      case ".tar.xz", ".txz" ->
          new BufferedInputStream(new XZInputStream(packed, XZ_KIBIBYTES), BUFFER_BYTES);
      case ".tar.gz", ".tgz" ->
          new BufferedInputStream(new GZIPInputStream(packed, BUFFER_BYTES), BUFFER_BYTES);
      default -> packed;
    };
  }
}
