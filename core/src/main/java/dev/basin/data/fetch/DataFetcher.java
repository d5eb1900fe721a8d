package dev.basin.data.fetch;

import dev.basin.data.DataFile;
import dev.basin.data.FetchProgress;
import dev.basin.engine.DiskRoom;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a data set's files on this machine or fetches them from the first source that has them. A
 * file that is present but not the published one is an error, never used and never replaced.
 */
public final class DataFetcher {
  /** A server's words are repeated up to here. */
  private static final int LONGEST_REASON = 300;

  private final String dataset;
  private final List<DataFile> files;
  private final List<DataForm> otherForms;
  private final DataStore store;
  private final List<DataSource> sources;

  /**
   * Knows where to look.
   *
   * @param dataset the data set's name, which is its folder's
   * @param files the files that it consists of
   * @param store where it may be on this machine
   * @param sources where to fetch it from, in this order
   */
  public DataFetcher(
      String dataset, List<DataFile> files, DataStore store, List<DataSource> sources) {
    this(dataset, files, List.of(), store, sources);
  }

  /**
   * Knows where to look for a data set that is fetched in one form and may be here in others.
   *
   * @param otherForms the forms to look for where the files themselves are not
   */
  public DataFetcher(
      String dataset,
      List<DataFile> files,
      List<DataForm> otherForms,
      DataStore store,
      List<DataSource> sources) {
    this.dataset = dataset;
    this.files = List.copyOf(files);
    this.otherForms = List.copyOf(otherForms);
    this.store = store;
    this.sources = List.copyOf(sources);
  }

  /**
   * Looks on this machine only.
   *
   * @return the directory that holds all files with the published content, or null
   * @throws dev.basin.data.DatasetFormatException if a file is present but not the published one
   */
  public @Nullable Path find() {
    return find(new ArrayList<>());
  }

  /**
   * Finds or fetches the data set.
   *
   * @param progress hears how a fetch gets on
   * @return the directory that holds all files with the published content
   * @throws dev.basin.data.DatasetFormatException if a file is present but not the published one
   * @throws DataUnavailableException if the data set is not here and no source has it; the message
   *     tells what was tried
   */
  public Path locate(FetchProgress progress) {
    List<String> looked = new ArrayList<>();
    Path found = find(looked);
    return found != null ? found : fetch(looked, progress);
  }

  private @Nullable Path find(List<String> looked) {
    for (Path directory : store.candidates(dataset)) {
      int present = present(files, directory);
      if (present == files.size()) {
        return directory;
      }
      String reason =
          Files.isDirectory(directory)
              ? "has " + present + " of the " + files.size() + " files"
              : "no such directory";
      looked.add(directory + ": " + reason);
      for (DataForm form : otherForms) {
        for (Path place : form.places(directory)) {
          if (present(form.files(), place) == form.files().size()) {
            return place;
          }
        }
      }
    }
    return null;
  }

  /** How many of the files are in a directory, each with the published content. */
  private static int present(List<DataFile> files, Path directory) {
    int present = 0;
    for (DataFile file : files) {
      Path copy = file.in(directory);
      if (copy != null) {
        file.verify(copy);
        present++;
      }
    }
    return present;
  }

  private Path fetch(List<String> looked, FetchProgress progress) {
    Path target = store.target(dataset);
    List<String> tried = new ArrayList<>();
    try {
      Files.createDirectories(target);
    } catch (IOException e) {
      tried.add(
          "the directory cannot be made: "
              + e
              + "; name another with --data-dir or $"
              + DataStore.ENVIRONMENT_VARIABLE);
      throw unavailable(target, looked, tried);
    }
    requireRoom(target);
    for (DataSource source : sources) {
      try {
        source.fetch(missing(target), target, progress);
      } catch (IOException e) {
        tried.add(source.name() + ": " + reason(e));
        if (Thread.currentThread().isInterrupted()) {
          throw unavailable(target, looked, tried);
        }
      }
      if (missing(target).isEmpty()) {
        return target;
      }
    }
    throw unavailable(target, looked, tried);
  }

  private void requireRoom(Path target) {
    long bytes = missing(target).stream().mapToLong(DataFile::bytes).sum();
    try {
      DiskRoom.require(target, bytes, dataset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<DataFile> missing(Path directory) {
    return files.stream().filter(file -> file.in(directory) == null).toList();
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    // The JDK's own exceptions often say all in their name ("ConnectException") and nothing more.
    return Printable.shortened(
        message == null || !message.contains(" ") ? failure.toString() : message, LONGEST_REASON);
  }

  private DataUnavailableException unavailable(
      Path target, List<String> looked, List<String> tried) {
    StringBuilder text = new StringBuilder();
    text.append(dataset).append(": not on this machine, and it could not be fetched.\nLooked in:");
    looked.forEach(line -> text.append("\n  ").append(Printable.of(line)));
    text.append("\nTried to fetch into ").append(Printable.of(target.toString())).append(':');
    tried.forEach(line -> text.append("\n  ").append(Printable.of(line)));
    boolean packed = files.stream().allMatch(file -> file.packing() == DataFile.Packing.GZIP);
    text.append("\nTo place it by hand, put these files, as they are");
    text.append(packed ? " or packed as .gz, into " : ", into ").append(target).append(':');
    for (DataFile file : files) {
      text.append("\n  %s: %s%s".formatted(file.name(), file, packed ? ", unpacked" : ""));
    }
    for (DataForm form : otherForms) {
      text.append("\nor, unpacked, the folder ").append(form.folder());
    }
    return new DataUnavailableException(text.toString());
  }
}
