package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.fetch.DataFetcher;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.fetch.DataUnavailableException;
import dev.basin.data.fetch.DownloadLimits;
import dev.basin.data.fetch.HttpMirror;
import dev.basin.data.fetch.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFetcherTest {
  private static final DownloadLimits LIMITS =
      new DownloadLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(1), 5);
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";

  @TempDir Path directory;
  private final SmallCifar small = new SmallCifar(CifarVariant.CIFAR10);
  private LoopbackServer server;
  private Path data;
  private Path home;

  @BeforeEach
  void serve() throws IOException {
    server = new LoopbackServer();
    server.files.put(ARCHIVE, small.archive());
    data = directory.resolve("data");
    home = directory.resolve("home");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesTheArchiveAndKeepsItAsItIs() throws IOException {
    DataFetcher fetcher = fetcher(small.published());
    assertThat(fetcher.find()).isNull();
    assertThat(fetcher.locate(FetchProgress.SILENT)).isEqualTo(data.resolve("cifar10"));
    assertThat(data.resolve("cifar10").resolve(ARCHIVE)).hasBinaryContent(small.archive());
    try (Stream<Path> files = Files.list(data.resolve("cifar10"))) {
      assertThat(files).hasSize(1);
    }
    assertThat(server.requests).containsExactly("/mnist/" + ARCHIVE);
    assertThat(fetcher.locate(FetchProgress.SILENT)).isEqualTo(data.resolve("cifar10"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void goesOnWhereAConnectionWasCut() {
    server.cuts.set(1);
    fetcher(small.published()).locate(FetchProgress.SILENT);
    assertThat(server.requests)
        .containsExactly(
            "/mnist/" + ARCHIVE,
            "/mnist/" + ARCHIVE + " bytes=" + small.archive().length / 2 + "-");
    assertThat(data.resolve("cifar10").resolve(ARCHIVE)).hasBinaryContent(small.archive());
  }

  @Test
  void refusesAnotherArchive() {
    CifarLayout published = small.published();
    byte[] other = small.archive();
    other[other.length / 2] ^= 1;
    server.files.put(ARCHIVE, other);
    assertThatThrownBy(() -> fetcher(published).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining(server.base() + ": " + ARCHIVE + ": found MD5")
        .hasMessageContaining("To place it by hand, put these files, as they are, into")
        .hasMessageContaining(
            "\n  %s: %d bytes with MD5 %s"
                .formatted(ARCHIVE, small.archive().length, published.archive().checksum().hex()))
        .hasMessageEndingWith("\nor, unpacked, the folder cifar-10-batches-bin");
    assertThat(data.resolve("cifar10")).isEmptyDirectory();
  }

  @Test
  void findsTheArchiveOrItsFolderWhereverDataAreKept() throws IOException {
    DataFetcher fetcher = fetcher(small.published());
    Path cache = home.resolve(".cache/basin");
    small.unpackedIn(cache.resolve("cifar-10-batches-bin"));
    assertThat(fetcher.find()).isEqualTo(cache.resolve("cifar-10-batches-bin"));
    small.unpackedIn(cache.resolve("cifar10"));
    assertThat(fetcher.find()).isEqualTo(cache.resolve("cifar10"));
    small.unpackedIn(cache.resolve("cifar10/cifar-10-batches-bin"));
    assertThat(fetcher.find()).isEqualTo(cache.resolve("cifar10/cifar-10-batches-bin"));
    small.packedIn(cache.resolve("cifar10"));
    assertThat(fetcher.find()).isEqualTo(cache.resolve("cifar10"));
    small.packedIn(data);
    assertThat(fetcher.find()).isEqualTo(data);
    small.unpackedIn(data.resolve("cifar10"));
    assertThat(fetcher.find()).isEqualTo(data.resolve("cifar10"));
    assertThat(server.requests).isEmpty();
  }

  @Test
  void anUnpackedFolderWithAFileTooFewIsNotUsed() throws IOException {
    Path folder = small.unpackedIn(data.resolve("cifar-10-batches-bin"));
    Files.delete(folder.resolve("data_batch_2.bin"));
    assertThat(fetcher(small.published()).locate(FetchProgress.SILENT))
        .isEqualTo(data.resolve("cifar10"));
  }

  @Test
  void namesAFileThatIsPresentButWrong() throws IOException {
    CifarLayout published = small.published();
    Path folder = small.unpackedIn(data.resolve("cifar-10-batches-bin"));
    Path file = folder.resolve("data_batch_2.bin");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 4000));
    assertThatThrownBy(() -> fetcher(published).locate(FetchProgress.SILENT))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(file + ": found 4000 bytes, expected 9219 bytes with MD5");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void bothLabelsOfCifar100ComeInOneArchive() {
    assertThat(CifarVariant.CIFAR100_COARSE.dataset())
        .isEqualTo(CifarVariant.CIFAR100_FINE.dataset())
        .isEqualTo("cifar100");
    assertThat(CifarVariant.CIFAR100_COARSE.archive())
        .isEqualTo(CifarVariant.CIFAR100_FINE.archive());
  }

  private DataFetcher fetcher(CifarLayout published) {
    return CifarFetcher.of(
        "cifar10",
        published,
        new DataStore(data, Map.of(), home),
        List.of(new HttpMirror(server.base(), LIMITS)));
  }
}
