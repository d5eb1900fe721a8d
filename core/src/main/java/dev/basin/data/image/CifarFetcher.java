package dev.basin.data.image;

import dev.basin.data.fetch.DataFetcher;
import dev.basin.data.fetch.DataSource;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.fetch.DownloadLimits;
import dev.basin.data.fetch.HttpMirror;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where CIFAR-10 and CIFAR-100 are fetched from: their authors' server. The archive is kept as it
 * is; its unpacked folder is used where it is found instead.
 */
public final class CifarFetcher {
  private static final URI AUTHORS = URI.create("https://www.cs.toronto.edu/~kriz/");

  /** The archive has 170 MB, and its server is slow at times: two hours are 24 kB/s. */
  private static final DownloadLimits LIMITS =
      new DownloadLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(2), 20);

  private CifarFetcher() {}

  /**
   * The fetcher of this process.
   *
   * @param dataDirectory the directory of data sets that the user named, or null
   * @param variant which data set; the two kinds of CIFAR-100 labels come in one archive
   */
  public static DataFetcher of(@Nullable Path dataDirectory, CifarVariant variant) {
    return of(
        variant.dataset(),
        variant.layout(),
        DataStore.ofProcess(dataDirectory),
        List.of(new HttpMirror(AUTHORS, LIMITS)));
  }

  static DataFetcher of(
      String dataset, CifarLayout layout, DataStore store, List<DataSource> sources) {
    return new DataFetcher(
        dataset, List.of(layout.archive()), List.of(layout.unpacked()), store, sources);
  }
}
