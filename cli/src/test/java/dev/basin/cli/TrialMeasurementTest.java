package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of a store, measured by commands as studies measure them, and kept where these look. */
final class TrialMeasurementTest {
  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static final String STUDY =
      """
      title: Measured
      show: [accuracy]
      trials: 1
      epochs: 2
      arms:
        SB: {batch: 10}
        LB: {batch: 20}
      measure: %s
      networks:
        - {network: F1, data: "%s", seed: 7}
      """;

  private static final String MEASURES =
      """
      [{sharpness: {epsilon: 0.002, maximizer: sign, limit: 30}},
                {eigenvalue: {max-products: 4, epochs: [1]}},
                {eigenvalue: {max-products: 4}}, {noise-scale: {steps: 3, arms: LB}}, evaluate,
                {neighbourhood: {directions: 3, radii: [0.1, 1]}},
                {barrier: {points: 5, between: [SB, LB]}},
                {landscape: {points: 3, path: arc, between: [SB, LB]}}]\
      """;

  private static Path data;
  private static Path trained;
  private static Path measured;
  private static String small;
  private static String large;

  @BeforeAll
  static void prepare() throws IOException {
    data = Data.smallSet(shared.resolve("small"));
    trained = shared.resolve("trained");
    measured = shared.resolve("measured");
    // epoch 1 is kept where something is asked of it; so that both stores have it
    study(trained, "[{eigenvalue: {max-products: 3, epochs: [1]}}]");
    Folder.copy(trained, measured);
    study(measured, MEASURES);
    small = key("F1-b10-");
    large = key("F1-b20-");
  }

  private static void study(Path store, String measures) throws IOException {
    Path file = shared.resolve("measured.yaml");
    Files.writeString(file, STUDY.formatted(measures, data));
    ok(run("study run " + file + " --store " + store));
  }

  private static String key(String prefix) throws IOException {
    try (var trials = Files.list(trained.resolve("trials"))) {
      return trials
          .map(trial -> trial.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Run run(String line) {
    return Run.of(List.of(line.split(" ", -1)));
  }

  private static Run ok(Run run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private Path copy() throws IOException {
    Path copy = directory.resolve("store");
    Folder.copy(trained, copy);
    return copy;
  }

  /** Names and bytes of what was measured, with the sums. */
  private static Map<String, String> documents(Path store) throws IOException {
    return Folder.hashes(store).entrySet().stream()
        .filter(each -> each.getKey().matches("(trials/[^/]*/measurements|joint)/.*"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eigenvalue --max-products 4 --trial F1-b10-|eigenvalue-solution",
        "eigenvalue --max-products 4 --epoch 1 --trial F1-b20-|eigenvalue-epoch-1",
        "noise-scale --steps 3 --trial F1-b20-|noise-scale-solution",
        "barrier --points 5 --trial F1-b10- --trial F1-b20-|barrier-t1",
        "sharpness --epsilon 2e-3 --maximizer sign --limit 30 --trial F1-b10-|sharpness-solution",
        "evaluate --trial F1-b20-|evaluate-solution",
        "landscape --points 3 --path arc --trial F1-b10- --trial F1-b20-|landscape-t1",
      })
  void isWhatAStudyMeasures(String command, String name) throws IOException {
    Path store = copy();
    Set<String> before = documents(store).keySet();
    String line = command + " --json --data " + data + " --store " + store;
    Run first = ok(run(line));
    Map<String, String> after = documents(store);
    Set<String> made = new TreeSet<>(after.keySet());
    made.removeAll(before);
    assertThat(made).hasSize(2).allMatch(file -> file.contains(name));
    Map<String, String> expected = documents(measured);
    for (String file : made) {
      assertThat(after.get(file)).as(file).isEqualTo(expected.get(file));
    }
    assertThat(first.err()).doesNotContain("from the store");
    // neither data nor weights are there any more: the answer is
    Files.delete(store.resolve("trials").resolve(small).resolve("solution.safetensors"));
    Files.delete(store.resolve("trials").resolve(large).resolve("solution.safetensors"));
    Run again = ok(run(command + " --json --store " + store));
    assertThat(again.err()).contains("from the store, not measured again: " + store);
    assertThat(withoutCommand(again.out())).isEqualTo(withoutCommand(first.out()));
    assertThat(documents(store)).isEqualTo(after);
  }

  private static JsonNode withoutCommand(String json) throws IOException {
    JsonNode document = Json.strict(json);
    ((com.fasterxml.jackson.databind.node.ObjectNode) document.get("provenance")).remove("command");
    return document;
  }

  @Test
  void aStudyFindsWhatACommandMeasured() throws IOException {
    Path store = copy();
    ok(run("eigenvalue --max-products 4 --trial F1-b10- --data " + data + " --store " + store));
    Path times = store.resolve("trials").resolve(small).resolve("times.jsonl");
    String before = Files.readString(times);
    study(store, "[{eigenvalue: {max-products: 4, arms: SB}}]");
    assertThat(Files.readString(times)).as("nothing was measured").isEqualTo(before);
    ok(run("store verify --store " + store));
  }

  /** The document says what the trial is, and from which weights and data it was measured. */
  @Test
  void theDocumentSaysWhereItComesFrom() throws IOException {
    String command = "eigenvalue --max-products 4 --trial F1-b10- --json --store ";
    JsonNode document = Json.strict(ok(run(command + measured)).out());
    JsonNode provenance = document.get("provenance");
    assertThat(provenance.get("seed").asLong()).isEqualTo(7);
    assertThat(provenance.get("network").asText()).isEqualTo("F1");
    assertThat(provenance.get("data").get("name").asText()).isEqualTo("small");
    assertThat(provenance.get("data").get("trainPoints").asInt()).isEqualTo(40);
    assertThat(provenance.get("weights").get(0).get("trial").asText()).isEqualTo(small);
    assertThat(provenance.get("weights").get(0).get("sha256").asText())
        .isEqualTo(Folder.hashes(measured).get("trials/" + small + "/solution.safetensors"));
    assertThat(document.get("objective").get("points").asInt()).isEqualTo(40);
  }

  @Test
  void aDamagedDocumentIsMeasuredAgain() throws IOException {
    Path store = copy();
    String line =
        "eigenvalue --max-products 4 --trial F1-b10- --json --data " + data + " --store " + store;
    Run first = ok(run(line));
    Map<String, String> whole = documents(store);
    Path document =
        store.resolve(
            whole.keySet().stream()
                .filter(name -> name.matches(".*eigenvalue-solution-[0-9a-f]*[.]json"))
                .findFirst()
                .orElseThrow());
    Files.writeString(document, Files.readString(document).replaceFirst("[1-9]", "0"));
    Run again = ok(run(line));
    assertThat(again.err()).contains(document + " is damaged", "; measured again");
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(documents(store)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trial F9|2|no trial of STORE is called 'F9'",
        "--trial F1-|2|begins the names of 2 trials",
        "--trial F1-b10- --trial F1-b20-|2|--trial is given 2 times; expected one",
        "--trial F1-b10- --weights w|2|--weights and --trial are both given",
        "--trial F1-b10- --epoch 3|2|epoch is 3; trial",
        "--trial F1-b10- --epoch 2|2|did not keep its weights after epoch 2, but after 1",
        "--trial F1-b10- --network C1|2|--network is C1, and trial F1-b10-",
        "--trial F1-b10- --chunk-size 10|2|--chunk-size is 10, and trial",
        "--trial F1-b10- --batch-norm running|2|--batch-norm is running",
        "--trial F1-b10- --precision float64|2|--precision is float64",
        "--trial F1-b10- --limit 41|2|--limit is 41; expected from 1 to 40",
        "--trial F1-b10- --data other=DATA|2|--data is other=",
        "--trial F1-b10-|2|--data small=DATA",
        "--trial F1-b10- --data synthetic-images:train=40,test=20|3|expected shape (784), found (3,"
            + " 32, 32)",
        "--epoch 1|2|--epoch goes with --trial",
      })
  void oneLineOfWhatIsWrong(String options, int code, String text) {
    Run run =
        run(
            ("eigenvalue --max-products 3 " + options + " --store " + trained)
                .replace("DATA", options.contains("other=") ? data.toString() : "DATA"));
    if (text.startsWith("--epoch goes")) {
      run = run("eigenvalue --max-products 3 " + options);
    }
    OneLine.assertFailure(run, code);
    assertThat(run.err()).contains(text.replace("STORE", trained.toString()));
  }

  @Test
  void otherDataOfTheSameNameAreRefused() throws IOException {
    Path other = Data.smallSet(directory.resolve("small"));
    Path store = copy();
    Path trial = store.resolve("trials").resolve(small).resolve("trial.json");
    String text = Files.readString(trial);
    String sha256 = text.replaceAll("(?s).*\"trainSha256\"\\s*:\\s*\"([0-9a-f]{64}).*", "$1");
    Files.writeString(trial, text.replace(sha256, "0".repeat(64)));
    Run run =
        run("eigenvalue --max-products 3 --trial F1-b10- --data " + other + " --store " + store);
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("was made with other data named 'small'");
  }

  @Test
  void whatIsNotFinishedOrDivergedOrDamagedIsNamed() throws IOException {
    Path store = copy();
    Path folder = store.resolve("trials").resolve(small);
    String line = "eigenvalue --max-products 3 --trial F1-b10- --data " + data + " --store ";
    byte[] weights = Files.readAllBytes(folder.resolve("solution.safetensors"));
    weights[weights.length / 2] ^= 1;
    Files.write(folder.resolve("solution.safetensors"), weights);
    Run damaged = run(line + store);
    OneLine.assertFailure(damaged, ExitCode.OUTPUT);
    assertThat(damaged.err()).contains("trial " + small, "is damaged", "basin store verify");
    Files.delete(folder.resolve("complete"));
    Run unfinished = run(line + store);
    OneLine.assertFailure(unfinished, ExitCode.OUTPUT);
    assertThat(unfinished.err())
        .contains(
            "is not finished",
            "the command that began it",
            "'basin study run', measured at scale laptop");
    Path diverging = directory.resolve("diverging");
    ok(
        run(
            "train --network F1 --batch 10 --epochs 2 --learning-rate 1e30 --data "
                + data
                + " --store "
                + diverging));
    Run diverged = run(line + diverging);
    OneLine.assertFailure(diverged, ExitCode.USAGE);
    assertThat(diverged.err()).contains("diverged in epoch 1: that is its result");
    Run none = run(line + directory.resolve("nowhere"));
    OneLine.assertFailure(none, ExitCode.OUTPUT);
    assertThat(none.err()).contains("is not a store");
  }

  /** Half of its points were measured when it was killed. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void goesOnFromThePointsThatAreKept() throws Exception {
    Path store = copy();
    Path folder = store.resolve("trials").resolve(small).resolve("measurements");
    String command =
        "neighbourhood --directions 40 --radii 0.1 --trial F1-b10- --json --data %s --store %s"
            .formatted(data, store);
    try (Child child = Child.start(directory, command.split(" "))) {
      child.signalWhen("KILL", () -> pointsIn(folder) > 5);
      child.await();
    }
    long kept = pointsIn(folder);
    assertThat(kept).isBetween(5L, 40L);
    Run goesOn = ok(run(command));
    assertThat(pointsIn(folder)).as("what is finished keeps no points").isZero();
    Path other = directory.resolve("other");
    Folder.copy(trained, other);
    Run atOnce = ok(run(command.replace(store.toString(), other.toString())));
    assertThat(documents(store)).isEqualTo(documents(other));
    assertThat(withoutCommand(goesOn.out())).isEqualTo(withoutCommand(atOnce.out()));
  }

  private static long pointsIn(Path folder) {
    try (var files = Files.list(folder)) {
      long lines = 0;
      for (Path file : files.filter(each -> each.toString().endsWith(".points")).toList()) {
        lines += Files.readString(file).lines().filter(line -> !line.startsWith("#")).count();
      }
      return lines;
    } catch (IOException | UncheckedIOException e) {
      return 0; // not there yet, or just finished
    }
  }

  /** What {@code --store} was once. */
  @Test
  void pointsOfWeightFilesHaveAnOptionOfTheirOwn() {
    Run run = run("neighbourhood --network F1 --weights w --store points.tsv");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "--store goes with --trial NAME", "weight files are kept with --points-file FILE");
    Run both = run("neighbourhood --trial F1-b10- --points-file p --store " + trained);
    OneLine.assertFailure(both, ExitCode.USAGE);
    assertThat(both.err()).contains("--points-file is of weight files");
  }

  /** 1, as it was before trials could be measured. */
  @Test
  void theSeedAtWeightFilesIsOne() throws IOException {
    String command =
        "neighbourhood --directions 2 --radii 0.1 --network F1 --json --data %s --weights %s"
            .formatted(data, Data.weights(directory.resolve("w.safetensors"), 1));
    JsonNode usual = Json.strict(ok(run(command)).out());
    assertThat(usual.get("seed").asLong()).isEqualTo(1);
    for (String seed : List.of("1", "trial")) {
      JsonNode same = Json.strict(ok(run(command + " --seed " + seed)).out());
      assertThat(same.get("points")).isEqualTo(usual.get("points"));
      assertThat(same.get("provenance").get("seed").asLong()).isEqualTo(1);
    }
    JsonNode other = Json.strict(ok(run(command + " --seed 2")).out());
    assertThat(other.get("points")).isNotEqualTo(usual.get("points"));
  }
}
