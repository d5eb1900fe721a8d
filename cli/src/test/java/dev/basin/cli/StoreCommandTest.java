package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code basin store}, on a store with every kind of file. */
final class StoreCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path first;
  private static Path data;

  @BeforeAll
  static void prepare() throws IOException {
    data = Data.smallSet(shared.resolve("small"));
    first = shared.resolve("store");
    run(
        ("compare F1 --data %s --small-batch 10 --large-batch 20 --epochs 1 --epsilon 1e-3"
                + " --subspace 0 --maximizer sign --points 2 --out %s")
            .formatted(data, first));
    Path start = Data.weights(shared.resolve("start.safetensors"), 5);
    run(
        ("train --network F1 --data %s --batch 16 --epochs 2 --noise-scale --from %s --iterates %s"
                + " --store %s")
            .formatted(data, start, shared.resolve("iterates"), first));
    Path study = shared.resolve("timed.yaml");
    Files.writeString(
        study,
        """
        title: Timed
        show: [accuracy]
        epochs: 1
        arms: {SB: {batch: 10}}
        measure: [{efficiency: {threads: [1], steps: 1}}]
        networks: [{network: F1, data: "%s"}]
        """
            .formatted(data));
    run("study run " + study + " --store " + first);
  }

  private static Run run(String line) {
    Run run = Run.of(List.of(line.split(" ", -1)));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private Run store(String command, Path store) {
    return Run.of(("store " + command + " --store " + store).split(" ", -1));
  }

  private Path copy() throws IOException {
    Path copy = directory.resolve("copy");
    Folder.copy(first, copy);
    return copy;
  }

  /** One file of each kind: names with their digests and numbers taken out. */
  private static List<Path> kinds(Path store) throws IOException {
    Map<String, Path> kinds = new LinkedHashMap<>();
    try (var files = Files.walk(store)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) > 0) {
          kinds.putIfAbsent(
              store.relativize(file).toString().replaceAll("[0-9a-f]{12,}|\\d+", "*"), file);
        }
      }
    }
    return new ArrayList<>(kinds.values());
  }

  @Test
  void aFlippedByteInAnyKindOfFileIsNamed() throws IOException {
    Path store = copy();
    Run sound = store("verify", store);
    assertThat(sound.code()).as(sound.out()).isZero();
    assertThat(sound.out()).contains(" files, 0 damaged or foreign");
    List<Path> kinds = kinds(store);
    assertThat(kinds).hasSizeGreaterThan(25);
    for (Path file : kinds) {
      byte[] content = Files.readAllBytes(file);
      int middle = content.length / 2;
      boolean small = content.length < 10_000;
      for (int place : small ? List.of(0, content.length - 1) : List.of(middle)) {
        byte[] flipped = content.clone();
        flipped[place] ^= 1;
        Files.write(file, flipped);
        Run run = store("verify", store);
        assertThat(run.code()).as("%s, byte %d: %s", file, place, run).isEqualTo(ExitCode.OUTPUT);
        assertThat(run.out()).as("byte %d of %d", place, content.length).contains(file.toString());
      }
      Files.write(file, content);
    }
    assertThat(store("verify", store).code()).isZero();
  }

  /** Of a run that was stopped, whose state has a digest of its own. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDamagedCheckpointIsNamed() throws Exception {
    Path store = directory.resolve("stopped");
    String train =
        "train --network F1 --data %s --batch 10 --epochs 1000 --patience 1000 --store %s";
    Path[] checkpoint = {store};
    try (Child child = Child.start(directory, train.formatted(data, store).split(" "))) {
      child.signalWhen("KILL", () -> (checkpoint[0] = checkpoint(store)) != store);
      child.await();
    }
    assertThat(store("verify", store).code()).isZero();
    byte[] content = Files.readAllBytes(checkpoint[0]);
    content[content.length / 2] ^= 1;
    Files.write(checkpoint[0], content);
    Run run = store("verify", store);
    assertThat(run.code()).as(run.toString()).isEqualTo(ExitCode.OUTPUT);
    assertThat(run.out()).contains(checkpoint[0] + " is damaged; the run starts over without it");
  }

  private static Path checkpoint(Path store) {
    try (var all = Files.walk(store)) {
      return all.filter(file -> file.endsWith("checkpoint.safetensors")).findAny().orElse(store);
    } catch (IOException | UncheckedIOException e) {
      return store; // a file went away meanwhile, or nothing is there yet
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkOutOfTheStoreIsNamedAndNotFollowed() throws IOException {
    Path store = copy();
    Path link = store.resolve("trials").resolve("F1-b1-t1-0123456789ab");
    Files.createSymbolicLink(link, Files.createDirectory(directory.resolve("elsewhere")));
    Files.writeString(directory.resolve("elsewhere/trial.json"), "{}");
    Run run = store("verify", store);
    assertThat(run.code()).isEqualTo(ExitCode.OUTPUT);
    assertThat(run.out().lines().filter(line -> line.contains("elsewhere"))).isEmpty();
    assertThat(run.out()).contains(link + " is a symbolic link that leads out of the store");
  }

  @Test
  void whatIsNoStoresIsNamedAndSurvivesCollection() throws IOException {
    Path store = copy();
    Path note = Files.writeString(store.resolve("trials").resolve("note.txt"), "mine");
    Run run = store("verify --json", store);
    assertThat(run.code()).isEqualTo(ExitCode.OUTPUT);
    JsonNode findings = Json.strict(run.out()).get("findings");
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).get("file").asText()).isEqualTo(note.toString());
    assertThat(findings.get(0).get("what").asText()).contains("is not a file of a store");
  }

  @Test
  void collectionShowsAndThenRemovesWhatNoStudyAsksFor() throws IOException {
    Path store = copy();
    assertThat(store("gc", store).out()).startsWith("0 could be removed");
    Map<String, String> before = Folder.hashes(store);
    try (var plans = Files.list(store.resolve("studies"))) {
      for (Path plan : plans.filter(each -> each.toString().contains("train-")).toList()) {
        Files.delete(plan);
      }
    }
    Path trial =
        Path.of(
            Objects.requireNonNull(
                store.resolve("trials").toFile().listFiles((f, name) -> name.contains("-b16-")))[0]
                .toString());
    Files.createDirectories(store.resolve("damaged/F1-b10-t1-x-1"));
    Files.writeString(store.resolve("damaged/F1-b10-t1-x-1/metrics.jsonl"), "nothing");
    Path leftOver =
        Files.writeString(
            store.resolve("joint/.a.json.01234567-89ab-cdef-0123-456789abcdef.tmp"), "half");

    Run shown = store("gc", store);

    assertThat(shown.out())
        .contains(trial + ", ", " MB: no study asks for it")
        .contains("F1-b10-t1-x-1, 0.0 kB: damaged, and put aside")
        .contains(leftOver + ", 0.0 kB: left half written by a process that was killed")
        .contains("no run starts from it")
        .contains("4 could be removed", "--delete removes them");
    assertThat(trial).isDirectory();

    Run removed = store("gc --delete", store);

    assertThat(removed.code()).isZero();
    assertThat(removed.out()).contains("4 removed");
    Map<String, String> after = Folder.hashes(store);
    before
        .keySet()
        .removeIf(
            name ->
                name.startsWith(store.relativize(trial).toString())
                    || name.startsWith("starts/")
                    || name.startsWith("locks/")
                    || name.startsWith("studies/train-"));
    after.keySet().removeIf(name -> name.startsWith("locks/"));
    assertThat(after).isEqualTo(before);
    assertThat(store("verify", store).code()).isZero();
  }

  @Test
  void listsAndShows() throws IOException {
    Run list = store("list --json", first);
    JsonNode trials = Json.strict(list.out()).get("trials");
    assertThat(trials).hasSize(3);
    for (JsonNode trial : trials) {
      assertThat(trial.get("state").asText()).isEqualTo("complete");
      assertThat(trial.get("bytes").asLong()).isGreaterThan(11_000_000);
      assertThat(trial.get("testAccuracy").asDouble()).isBetween(0.0, 100.0);
      assertThat(trial.get("studies")).isNotEmpty();
    }
    assertThat(store("list", first).out()).contains("complete", "3 runs, ");
    Run show = store("show F1-b10-", first);
    assertThat(show.code()).as(show.err()).isZero();
    assertThat(show.out())
        .contains("batch: 10", "asked for by: compare at scale paper", "evaluate:", "efficiency");
    Run unknown = store("show F9", first);
    OneLine.assertFailure(unknown, ExitCode.USAGE);
    assertThat(unknown.err()).contains("no trial of", "'F9'", "basin store list");
    Run several = store("show F1-", first);
    OneLine.assertFailure(several, ExitCode.USAGE);
    assertThat(several.err()).contains("begins the names of 3 trials");
    Run none = store("list", directory);
    OneLine.assertFailure(none, ExitCode.OUTPUT);
    assertThat(none.err()).contains("is not a store");
  }
}
