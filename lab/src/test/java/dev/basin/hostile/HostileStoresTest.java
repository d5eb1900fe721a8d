package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.Sha256;
import dev.basin.lab.Progress;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.export.State;
import dev.basin.lab.export.StoreFixture;
import dev.basin.lab.export.StoreReader;
import dev.basin.lab.export.StoredRun;
import dev.basin.lab.export.StudyTables;
import dev.basin.lab.store.DamagedException;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.yaml.StudyFile;
import dev.basin.landscape.Measurement;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.PointLogException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Basin keeps: stores of studies, logs of points. */
final class HostileStoresTest {
  @TempDir Path scratch;

  @Test
  void stores() throws Exception {
    Path made = scratch.resolve("made");
    new StoreFixture(made);
    Input sound = withSums(Input.in(made)); // nothing is damaged yet
    Attack.on("stores", RunFolderException.class, DamagedException.class)
        .sample(sound)
        .spoil(".json", JsonMutations.all())
        .spoil(".json", TextMutations.all())
        .spoil(".jsonl", TextMutations.all())
        .spoil("complete", TextMutations.all())
        .spoilBytes(".json")
        .repairAlways(HostileStoresTest::withSums)
        .heap(64L << 20, 256)
        .changesInput() // it makes the store's mark again
        .run(scratch, 100, HostileStoresTest::readStore);
  }

  /** The same with the sums of documents and trials as they would be written now. */
  private static Input withSums(Input store) {
    Map<String, byte[]> files = new LinkedHashMap<>(store.files());
    for (String name : store.files().keySet()) {
      String sums = name + ".sha256";
      if (files.containsKey(sums)) {
        files.put(sums, line(text(files.get(name)), name.substring(name.lastIndexOf('/') + 1)));
      }
      if (name.endsWith("/complete") && text(files.get(name)).contains("solution.safetensors")) {
        StringBuilder lines = new StringBuilder();
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        for (String member :
            List.of(
                "trial.json",
                "start.safetensors",
                "solution.safetensors",
                "metrics.jsonl",
                "result.json")) {
          byte[] content = files.getOrDefault(folder + member, new byte[0]);
          lines.append(sha256(content)).append("  ").append(member).append('\n');
        }
        files.put(name, lines.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Input(files);
  }

  private static String sha256(byte[] content) {
    return new Sha256().update(content).hex();
  }

  private static byte[] line(String document, String name) {
    // a document's sum is that of its text, read as UTF-8
    String sum = Sha256.of(document) + "  " + name + "\n";
    return sum.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static void readStore(Path folder, Path output) {
    RunStore store = RunStore.existing(folder.resolve("store"));
    StudyFile study = StudyFile.read(folder.resolve("studies/small.yaml"));
    assertThat(store.hasPlan(study, Scale.SMOKE)).isTrue();
    Plan plan = store.plan(study, Scale.SMOKE);
    List<StoredRun> runs = new StoreReader(store, Progress.SILENT).runs(plan);
    for (StoredRun run : runs) {
      assertThat(run.state() == State.COMPLETE).isEqualTo(run.outcome() != null);
      TrialFolder trial = store.trial(run.config());
      if (run.state() == State.COMPLETE) {
        trial.origin();
      }
      trial.environment();
      trial.began();
      trial.trainingSeconds();
    }
    StoreReader.joint(plan, store).forEach(each -> assertThat(each.name()).isNotEmpty());
    StudyTables.of(plan, store, runs)
        .forEach(table -> assertThat(table.rows()).allMatch(row -> row.size() > 0));
  }

  @Test
  void pointLogs() throws Exception {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("network", "F1");
    settings.put("weights1Sha256", "0".repeat(64));
    settings.put("plane", "größe 3");
    Measurement measurement = new Measurement("plane", settings, List.of("a", "b", "loss"));
    Path made = scratch.resolve("points.tsv");
    PointLog.open(made, measurement).close();
    String head = Files.readString(made);
    String whole = head + "0.0\t0.0\t2.5\n-1.0\t0.0\tNaN\n1.0\t-0.5\t1.0E-10\n";
    Attack.on("point logs", PointLogException.class)
        .sample("points.tsv", whole.getBytes(StandardCharsets.UTF_8))
        .sample("points.tsv", head.getBytes(StandardCharsets.UTF_8))
        .spoil("", TextMutations.all())
        .spoilBytes("")
        .changesInput()
        .run(
            scratch,
            300,
            (folder, output) -> {
              Path file = folder.resolve("points.tsv");
              int size;
              try (PointLog log = PointLog.open(file, measurement)) {
                size = log.size();
              }
              // what was accepted is whole lines, and stays as it is
              assertThat(Files.readString(file)).startsWith(head).endsWith("\n");
              try (PointLog again = PointLog.open(file, measurement)) {
                assertThat(again.size()).isEqualTo(size);
              }
            });
  }
}
