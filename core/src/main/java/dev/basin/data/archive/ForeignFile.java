package dev.basin.data.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file is that is no data set, in words, by its first bytes or else by its name.
 *
 * @param kind with an article, for example {@code a bzip2 archive}
 * @param advice what to do instead
 */
public record ForeignFile(String kind, String advice) {
  private static final String UNPACK =
      "unpack it and name the folder, or pack the folder as .tar.gz, .tar.xz or .zip";
  private static final String SUFFIX = "if it holds an image folder, let its name end in ";
  private static final String FOLDER = "name the folder that holds train and test";
  private static final String GET_AGAIN = "download the file itself, not the page about it";
  private static final String UTF_8 =
      "save it as UTF-8, for example by: iconv -f UTF-16 -t UTF-8 OLD > NEW";
  private static final String KALDI = "make a prepared set of it with 'basin data prepare kaldi'";
  private static final String CONVERT =
      "pictures: put them in a folder as train/CLASS/*.png; speech: 'basin data prepare kaldi'";

  /** What begins so, at a byte. */
  private record Mark(int at, String bytes, ForeignFile file) {}

  private static final List<Mark> MARKS =
      List.of(
          mark("BZh", "a bzip2 archive", UNPACK),
          mark("(\u00B5/\u00FD", "a Zstandard archive", UNPACK),
          mark("7z\u00BC\u00AF'\u001C", "a 7z archive", UNPACK),
          mark("Rar!\u001A\u0007", "a RAR archive", UNPACK),
          mark("\u0004\"M\u0018", "an LZ4 archive", UNPACK),
          mark("LZIP", "a lzip archive", UNPACK),
          mark("\u001F\u009D", "a file packed by compress", UNPACK),
          mark("MSCF", "a Windows cabinet", UNPACK),
          mark("\u001F\u008B", "gzip data", SUFFIX + ".tar.gz"),
          mark("\u00FD7zXZ\0", "xz data", SUFFIX + ".tar.xz"),
          mark("PK\u0003\u0004", "a zip archive", SUFFIX + ".zip"),
          mark("PK\u0005\u0006", "an empty zip archive", FOLDER),
          new Mark(257, "ustar", new ForeignFile("a tar archive", SUFFIX + ".tar")),
          mark("\u0089PNG", "a single picture", FOLDER),
          mark("\u00FF\u00D8\u00FF", "a single picture", FOLDER),
          mark("GIF8", "a single picture", FOLDER),
          mark(
              "\u0093NUMPY",
              "a NumPy array",
              "name the folder of a prepared set: see docs/data-kaldi.md"),
          mark(
              "\0\0\u0008\u0001",
              "IDX labels, as MNIST has",
              "for MNIST, --data mnist --data-dir FOLDER"),
          mark(
              "\0\0\u0008\u0003",
              "IDX pictures, as MNIST has",
              "for MNIST, --data mnist --data-dir FOLDER"),
          mark("\0B", "a Kaldi file", KALDI),
          mark("PAR1", "a Parquet table", CONVERT),
          mark("ARROW1", "an Arrow table", CONVERT),
          mark("\u0089HDF\r\n\u001A\n", "an HDF5 file", CONVERT),
          mark("SQLite format 3", "an SQLite database", CONVERT),
          mark("\u00FF\u00FE", "text in UTF-16", UTF_8),
          mark("\u00FE\u00FF", "text in UTF-16", UTF_8),
          mark("<!DOCTYPE", "a web page", GET_AGAIN),
          mark("<!doctype", "a web page", GET_AGAIN),
          mark("<html", "a web page", GET_AGAIN),
          mark("version https://git-lfs", "a pointer of Git LFS", "run 'git lfs pull' there"),
          mark("%PDF", "a PDF document", CONVERT),
          mark("\u007FELF", "a program", CONVERT));

  private static final Map<String, ForeignFile> SUFFIXES =
      Map.ofEntries(
          Map.entry(".tar.bz2", new ForeignFile("a bzip2 archive", UNPACK)),
          Map.entry(".tbz2", new ForeignFile("a bzip2 archive", UNPACK)),
          Map.entry(".tbz", new ForeignFile("a bzip2 archive", UNPACK)),
          Map.entry(".tar.zst", new ForeignFile("a Zstandard archive", UNPACK)),
          Map.entry(".tzst", new ForeignFile("a Zstandard archive", UNPACK)),
          Map.entry(".tar.lz4", new ForeignFile("an LZ4 archive", UNPACK)),
          Map.entry(".tar.lz", new ForeignFile("a lzip archive", UNPACK)),
          Map.entry(".tar.lzma", new ForeignFile("an LZMA archive", UNPACK)),
          Map.entry(".tlz", new ForeignFile("an LZMA archive", UNPACK)),
          Map.entry(".tar.z", new ForeignFile("a file packed by compress", UNPACK)),
          Map.entry(".7z", new ForeignFile("a 7z archive", UNPACK)),
          Map.entry(".rar", new ForeignFile("a RAR archive", UNPACK)),
          Map.entry(".safetensors", new ForeignFile("a file of weights", FOLDER)),
          Map.entry(".ark", new ForeignFile("a Kaldi archive", KALDI)),
          Map.entry(".scp", new ForeignFile("a Kaldi script", KALDI)),
          Map.entry(
              ".bin",
              new ForeignFile(
                  "a binary file, such as a batch of CIFAR",
                  "for CIFAR, --data cifar10 --data-dir FOLDER")),
          Map.entry(".csv", new ForeignFile("a table", CONVERT)),
          Map.entry(".tsv", new ForeignFile("a table", CONVERT)),
          Map.entry(".json", new ForeignFile("a JSON file", "of a prepared set, name the folder")),
          Map.entry(".yaml", new ForeignFile("a YAML file", "a study runs with 'basin study run'")),
          Map.entry(".yml", new ForeignFile("a YAML file", "a study runs with 'basin study run'")));

  private static final int HEAD_BYTES = 512;

  private static Mark mark(String bytes, String kind, String advice) {
    return new Mark(0, bytes, new ForeignFile(kind, advice));
  }

  /**
   * What a file is.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static ForeignFile of(Path file) {
    boolean empty = file.toFile().length() == 0;
    String other = empty ? "an empty file" : "a file of a kind that is no data set";
    return known(file).orElse(new ForeignFile(other, empty ? FOLDER : CONVERT));
  }

  /**
   * What a file is, if its first bytes or its name tell.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Optional<ForeignFile> known(Path file) {
    return byContent(file).or(() -> byName(file));
  }

  /**
   * What a file is by its first bytes, if they tell.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static Optional<ForeignFile> byContent(Path file) {
    byte[] head;
    try (InputStream input = Files.newInputStream(file)) {
      head = input.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return MARKS.stream()
        .filter(mark -> text.startsWith(mark.bytes, mark.at))
        .map(Mark::file)
        .findFirst();
  }

  private static Optional<ForeignFile> byName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return SUFFIXES.entrySet().stream()
        .filter(suffix -> name.endsWith(suffix.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
