package dev.basin.lab.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Sha256;
import dev.basin.lab.Progress;
import dev.basin.lab.instrument.EigenvalueResult;
import dev.basin.lab.instrument.EvaluateResult;
import dev.basin.lab.instrument.LandscapeResult;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessFound;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.yaml.StudyFile;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.NeighbourhoodPoint;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.sharpness.Region;
import dev.basin.sharpness.SharpnessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A store with a run in every state, written file by file as its format is documented: SB is
 * complete, LB diverged, "B 16" is damaged, "B 32" is the same run as SB, W is a warm start that is
 * not over from epoch 1 and not begun from epoch 2. Of SB's measurements the losses after epoch 2
 * are damaged and those after epoch 4 cannot be; of the paths only the line is there.
 */
public final class StoreFixture {
  /** When SB began. */
  public static final String BEGAN = "2026-11-25T12:00:00Z";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STUDY =
      """
      title: A study
      paper: Table 0
      about: For tests.
      show: [accuracy]
      trials: 1
      seed: 7
      limit: 600
      epochs: 3
      networks:
        - {network: F1, data: mnist}
      arms:
        SB: {batch: 32}
        LB: {batch: 60}
        B: {batch: [16, 32]}
        W: {batch: 60, from: {arm: SB, every: 1, until: 2}}
      measure:
        - sharpness: {epsilon: [1e-3], space: full, maximizer: best}
        - sharpness: {epsilon: [5e-4], space: 100, maximizer: sign, arms: [SB]}
        - losses: {epochs: [1, 2, 4], arms: [SB]}
        - eigenvalue: {limit: 500, arms: [SB]}
        - steepness: {directions: 2, radii: [0.1, 0.4], kind: sphere, arms: [SB]}
        - path: {shape: [line, arc], points: 2, between: [SB, LB]}
      """;

  private final RunStore store;
  private final Plan plan;

  /** Makes the store {@code store} and the study {@code studies/small.yaml} in a folder. */
  public StoreFixture(Path folder) throws IOException {
    Path file = folder.resolve("studies").resolve("small.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, STUDY);
    store = RunStore.open(folder.resolve("store"));
    plan = Plan.of(StudyFile.read(file).at(Scale.SMOKE), new SixHundredPoints());
    store.write(plan);
    small(run("SB"));
    complete(
        run("LB"),
        "{\"epoch\":1,\"trainLoss\":\"NaN\",\"trainAccuracy\":10.0,\"testLoss\":\"Infinity\","
            + "\"testAccuracy\":9.5}\n",
        "{\"stopped\":\"diverged\",\"diverged\":true,\"epochs\":1,\"train\":null,\"test\":null,"
            + "\"distance\":\"NaN\"}\n");
    complete(run("B 16"), epochs(), outcome());
    Files.writeString(folder(run("B 16")).resolve("metrics.jsonl"), "nothing\n");
    Files.createDirectories(folder(warm(1)));
    Plan.Joint line = plan.joint().get(0);
    measured(
        store.measurement(line),
        new LandscapeResult(
            List.of(
                new LandscapePoint(-1, 2.5, 20, 2.75, 19),
                new LandscapePoint(2, 3.5, 10, Double.POSITIVE_INFINITY, 9))));
  }

  private record SixHundredPoints() implements DataCatalogue {
    @Override
    public String name(String data) {
      return data;
    }

    @Override
    public int trainPoints(String data) {
      return 600;
    }

    @Override
    public boolean hasPictures(String data) {
      return true;
    }

    @Override
    public TrainTestData open(String data) {
      throw new AssertionError("an export opens no data");
    }
  }

  /** The store. */
  public RunStore store() {
    return store;
  }

  /** The plan. */
  public Plan plan() {
    return plan;
  }

  /** What is exported. */
  public List<StoredRun> runs() {
    return new StoreReader(store, Progress.SILENT).runs(plan);
  }

  /** The run of an arm that starts from random weights. */
  public Plan.Run run(String arm) {
    return plan.runs().stream().filter(run -> run.arm().equals(arm)).findFirst().orElseThrow();
  }

  /** The warm start from an epoch. */
  public Plan.Run warm(int epoch) {
    return plan.runs().stream()
        .filter(run -> Integer.valueOf(epoch).equals(run.fromEpoch()))
        .findFirst()
        .orElseThrow();
  }

  /** The folder of a run. */
  public Path folder(Plan.Run run) {
    return store.root().resolve("trials").resolve(run.config().key());
  }

  private static String epochs() {
    StringBuilder lines = new StringBuilder();
    for (int epoch = 1; epoch <= 3; epoch++) {
      lines.append(
          "{\"epoch\":%d,\"trainLoss\":%s,\"trainAccuracy\":9%d.5,\"testLoss\":%s,\"testAccuracy\":8%d.25}%n"
              .formatted(epoch, 1.0 / epoch, epoch, 1.5 / epoch, epoch));
    }
    return lines.toString();
  }

  private static String outcome() {
    return """
    {"stopped":"epochs","diverged":false,"epochs":3,
    "train":{"loss":0.1,"accuracy":99.5,"points":600},
    "test":{"loss":0.3,"accuracy":90.25,"points":10000},"distance":7.125}
    """;
  }

  private void small(Plan.Run run) throws IOException {
    complete(run, epochs(), outcome());
    Files.writeString(folder(run).resolve("provenance.json"), "{\"began\":\"" + BEGAN + "\"}");
    List<Plan.At> at = run.measurements();
    measured(
        run,
        at.get(0),
        found(
            new SharpnessResult(
                0.1,
                150.5,
                1.7555,
                Region.BOX,
                1e-3,
                null,
                null,
                "lbfgsb",
                10,
                12,
                1,
                "iteration limit",
                0.75)));
    measured(
        run,
        at.get(1),
        found(
            new SharpnessResult(
                0.1, 1.5, 0.1165, Region.BOX, 5e-4, 100, 42L, "sign", 5, 6, 0, "step limit", 1)));
    EvaluateResult losses = new EvaluateResult(0.9, 71.5, 1.1, 65.25, 0.25);
    measured(run, at.get(2), losses);
    measured(run, at.get(3), losses);
    Path damaged = folder(run).resolve("measurements").resolve(at.get(3).name() + ".json");
    Files.writeString(damaged, Files.readString(damaged).replace("71.5", "99.5"));
    measured(run, at.get(5), new EigenvalueResult(12.5, 0.0625, 31));
    measured(
        run,
        at.get(6),
        new NeighbourhoodResult(
            new NeighbourhoodPoint(-1, 0, 0.1, 99.5),
            List.of(
                new NeighbourhoodPoint(0, 0.1, 0.125, 99),
                new NeighbourhoodPoint(0, 0.4, 1.1, 60),
                new NeighbourhoodPoint(1, 0.1, 0.225, 98),
                new NeighbourhoodPoint(1, 0.4, Double.NaN, 10))));
  }

  private void complete(Plan.Run run, String metrics, String outcome) throws IOException {
    Path folder = folder(run);
    Files.createDirectories(folder);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("trial.json", "{}\n");
    files.put("start.safetensors", "start");
    files.put("solution.safetensors", "solution");
    files.put("metrics.jsonl", metrics);
    files.put("result.json", outcome);
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
      sums.append(Sha256.of(file.getValue())).append("  ").append(file.getKey()).append('\n');
    }
    Files.writeString(folder.resolve("complete"), sums.toString());
  }

  private static SharpnessFound found(SharpnessResult result) {
    return new SharpnessFound(result, List.of());
  }

  private record Measured(
      int format, Measurement measurement, List<String> weights, Object result) {}

  private void measured(Plan.Run run, Plan.At at, Object result) throws IOException {
    measured(store.trial(run.config()).measurement(at), result);
  }

  private static void measured(MeasurementFile file, Object result) throws IOException {
    document(file.file(), new Measured(1, file.what(), file.weights(), result));
  }

  private static void document(Path file, Object content) throws IOException {
    Files.createDirectories(file.getParent());
    String text = json(content);
    Files.writeString(file, text);
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".sha256"),
        Sha256.of(text) + "  " + file.getFileName() + "\n");
  }

  private static String json(Object content) throws JsonProcessingException {
    return JSON.writeValueAsString(content);
  }
}
