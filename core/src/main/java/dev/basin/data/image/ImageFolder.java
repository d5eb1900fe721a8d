package dev.basin.data.image;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.FileState;
import dev.basin.data.TrainTestData;
import dev.basin.data.archive.ArchivedFolder;
import dev.basin.data.archive.TemporaryDirectory;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of the user: {@code train/CLASS/*.png|jpg|jpeg} and {@code test/CLASS/...} (or {@code
 * val}), in a folder or in an archive of one. Classes are numbered in the order of their names (by
 * code points); points are in ascending order of the SHA-256 of their path, for example {@code
 * train/airplane/0001.jpg}, since a data set sorted by class would show batch normalisation one
 * class at a time.
 *
 * <p>Decoding is done once: a {@link PreparedSet} is kept in the data store, under a name that
 * tells the folder's state and the options, and is opened from there ever after.
 */
public final class ImageFolder {
  /** The data store's folder of decoded image folders. */
  static final String STORE = "folders";

  private static final String FORM = "image-folder 2";
  private static final int KEY_DIGITS = 16;

  private ImageFolder() {}

  /**
   * Opens an image folder, and decodes it first if that was not done yet.
   *
   * @param folderOrArchive the folder, or an archive of it (see {@link ArchivedFolder})
   * @param options how to read it
   * @param store where decoded folders are kept
   * @param threads how many threads decode; the result does not depend on it
   * @param progress hears how unpacking and decoding get on
   * @return points of shape {@code (3, height, width)}
   * @throws DatasetFormatException if the folder has another form, if a picture cannot be read, or
   *     if pictures differ in size and none was asked for
   * @throws UncheckedIOException if something cannot be read or written
   * @throws IllegalArgumentException if {@code threads} is less than 1
   */
  public static TrainTestData open(
      Path folderOrArchive,
      ImageFolderOptions options,
      DataStore store,
      int threads,
      FetchProgress progress) {
    Path prepared = prepare(folderOrArchive, options, store, threads, progress);
    return PreparedSet.openMade(prepared, "the decoded pictures of " + folderOrArchive);
  }

  /**
   * Decodes an image folder unless that was done; like {@link #open}, without opening it.
   *
   * @return the directory of the {@link PreparedSet}
   */
  public static Path prepare(
      Path folderOrArchive,
      ImageFolderOptions options,
      DataStore store,
      int threads,
      FetchProgress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: found " + threads + ", expected at least 1");
    }
    try {
      return ArchivedFolder.isOne(folderOrArchive)
          ? prepareArchive(folderOrArchive, options, store, threads, progress)
          : prepareFolder(folderOrArchive, options, store, threads, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(folderOrArchive + ": " + e.getMessage(), e);
    }
  }

  private static Path prepareFolder(
      Path folder, ImageFolderOptions options, DataStore store, int threads, FetchProgress progress)
      throws IOException {
    FolderContents contents = FolderScan.of(folder);
    String name = String.valueOf(folder.toRealPath().getFileName());
    Path prepared = place(store, name, contents.state(), options);
    if (!PreparedSet.isOne(prepared)) {
      String origin = "image folder " + name;
      new FolderDecoder(contents, options, threads, progress).write(prepared, name, origin);
    }
    return prepared;
  }

  private static Path prepareArchive(
      Path archive,
      ImageFolderOptions options,
      DataStore store,
      int threads,
      FetchProgress progress)
      throws IOException {
    String name = ArchivedFolder.stem(archive);
    FileState file = FileState.of(archive);
    String state = "%s %d %s".formatted(archive.getFileName(), file.bytes(), file.times());
    Path prepared = place(store, name, state, options);
    if (!PreparedSet.isOne(prepared)) {
      try (TemporaryDirectory temporary = TemporaryDirectory.beside(prepared)) {
        Path unpacked = temporary.path().resolve(name);
        ArchivedFolder.unpack(archive, unpacked, options.unpacking(), progress);
        String origin = "image folder in " + archive.getFileName();
        try {
          FolderContents contents = FolderScan.of(folderIn(unpacked));
          new FolderDecoder(contents, options, threads, progress).write(prepared, name, origin);
        } catch (DatasetFormatException e) {
          throw e.renamed(unpacked, archive);
        }
      }
    }
    return prepared;
  }

  /** What was unpacked, or the one folder in it that is an image folder. */
  private static Path folderIn(Path unpacked) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(unpacked, FolderScan::hasTrain)) {
      all.forEach(folders::add);
    }
    return !FolderScan.hasTrain(unpacked) && folders.size() == 1 ? folders.get(0) : unpacked;
  }

  private static Path place(
      DataStore store, String name, String state, ImageFolderOptions options) {
    String whole = "%s\0%s\0%s".formatted(FORM, options.size(), state);
    String key = new Sha256().update(whole.getBytes(StandardCharsets.UTF_8)).hex();
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").toLowerCase(Locale.ROOT);
    return store.target(STORE).resolve(plain + "-" + key.substring(0, KEY_DIGITS));
  }
}
