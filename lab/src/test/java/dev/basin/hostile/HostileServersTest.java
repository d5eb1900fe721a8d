package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.DataFile;
import dev.basin.data.FetchProgress;
import dev.basin.data.fetch.DataFetcher;
import dev.basin.data.fetch.DataStore;
import dev.basin.data.fetch.DataUnavailableException;
import dev.basin.data.fetch.DownloadLimits;
import dev.basin.data.fetch.HttpMirror;
import dev.basin.data.fetch.NpmPackage;
import dev.basin.engine.Sha256;
import dev.basin.lab.export.ExportException;
import dev.basin.lab.export.StoreFixture;
import dev.basin.lab.export.StoredRun;
import dev.basin.lab.export.mlflow.MlflowExport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of web servers and packages of registries. */
final class HostileServersTest {
  private static final byte[] CONTENT =
      "0123456789abcdefghij\n".repeat(20).getBytes(StandardCharsets.UTF_8);
  private static final DataFile FILE =
      new DataFile("numbers", CONTENT.length, new Sha256().update(CONTENT).hex());
  private static final DownloadLimits LIMITS =
      new DownloadLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(2), 2);

  /** Every line of a message that has several. */
  private static final Refusal LINES = new Refusal(Set.of(IllegalStateException.class), false);

  @TempDir Path scratch;

  @Test
  void downloads() throws Exception {
    byte[] packed = Gzip.of(CONTENT);
    AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
    try (RawServer server = new RawServer(request -> answer.get())) {
      HttpMirror mirror = new HttpMirror(URI.create(server.address() + "/"), LIMITS);
      Attack.on("downloads", DataUnavailableException.class)
          .sample("answer", RawServer.http("200 OK", packed))
          .spoilBytes("")
          .spoil("", TextMutations.all())
          .run(
              scratch,
              80,
              (folder, output) -> {
                answer.set(Files.readAllBytes(folder.resolve("answer")));
                fetch(mirror, output);
              });
    }
  }

  @Test
  void packages() throws Exception {
    Path bin = Files.createDirectories(scratch.resolve("bin"));
    Path archive = scratch.resolve("attack/in/a.tgz");
    Path npm = bin.resolve("npm");
    Files.writeString(npm, "#!/bin/sh\nexec /bin/cp '" + archive + "' .\n");
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    NpmPackage source =
        new NpmPackage(
            "numbers", "1.0.0", "package/", Map.of("PATH", bin.toString()), Duration.ofMinutes(2));
    byte[] tar = Tar.of("package/numbers", CONTENT);
    Attack.on("packages", DataUnavailableException.class)
        .sample("a.tgz", Gzip.of(tar))
        .spoilBytes("")
        .spoil("", Gzip.inside(Tar.withSums(ByteMutations.of(List.of(tar)))))
        .spoil("", Gzip.inside(Tar.withSums(TextMutations.all())))
        .run(scratch, 40, (folder, output) -> fetch(source, output));
  }

  private static void fetch(dev.basin.data.fetch.DataSource source, Path output)
      throws IOException {
    DataFetcher fetcher =
        new DataFetcher(
            "numbers", List.of(FILE), new DataStore(output, Map.of(), output), List.of(source));
    try {
      Path found = fetcher.locate(FetchProgress.SILENT);
      assertThat(Files.readAllBytes(found.resolve("numbers"))).isEqualTo(CONTENT);
    } catch (DataUnavailableException e) {
      // tells what was tried, a line each, and leaves at most what the next try goes on from
      for (String line : e.getMessage().split("\n", -1)) {
        assertThat(LINES.fault(new IllegalStateException(line + "."), output)).isEmpty();
      }
      assertThat(Input.names(output)).allMatch(name -> name.endsWith(".part"));
    } finally {
      Input.clear(output);
    }
  }

  @Test
  void mlflow() throws Exception {
    StoreFixture store = new StoreFixture(scratch.resolve("made"));
    List<StoredRun> runs = store.runs();
    Map<String, byte[]> answers = new LinkedHashMap<>();
    answers.put(
        "get-by-name", json("{'experiment':{'experiment_id':'7','lifecycle_stage':'active'}}"));
    answers.put(
        "search",
        json(
            "{'runs':[{'info':{'run_id':'abc'},'data':{'tags':[{'key':'basin.exported','value':'0'}]}}]}"));
    answers.put("create", json("{'run':{'info':{'run_id':'abc'}},'experiment_id':'7'}"));
    answers.put(
        "get-history", json("{'metrics':[{'key':'loss','value':0.5,'timestamp':1,'step':2}]}"));
    answers.put("log-batch", json("{}"));
    answers.put("update", json("{}"));
    AtomicReference<Path> folder = new AtomicReference<>(scratch);
    try (RawServer server = new RawServer(request -> answer(folder.get(), request))) {
      MlflowExport export = new MlflowExport(server.address());
      Attack.onText("mlflow", ExportException.class)
          .sample(new Input(answers))
          .spoil("", JsonMutations.all())
          .spoil("", TextMutations.all())
          .spoilBytes("")
          .run(
              scratch,
              40,
              (in, output) -> {
                folder.set(in);
                MlflowExport.Summary sent = export.send(store.plan().study(), runs);
                assertThat(sent.created() + sent.updated() + sent.unchanged()).isPositive();
              });
    }
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] answer(Path folder, String request) {
    for (String call :
        List.of("get-by-name", "search", "create", "get-history", "log-batch", "update")) {
      if (request.contains("/" + call)) {
        try {
          byte[] body = Files.readAllBytes(folder.resolve(call));
          return RawServer.http(body.length % 5 == 4 ? "400 Bad Request" : "200 OK", body);
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalStateException(request);
  }
}
