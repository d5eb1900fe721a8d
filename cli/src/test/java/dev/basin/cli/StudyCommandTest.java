package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.HeldFile;
import dev.basin.engine.RandomStream;
import dev.basin.lab.study.StudyNetworks;
import dev.basin.network.Weights;
import dev.basin.train.Checkpoint;
import dev.basin.train.CheckpointFile;
import dev.basin.train.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A study with every kind of measurement: the same bytes with any number of threads, after kills at
 * random moments, after damage, with a full disk on the way, and by two processes at once.
 */
final class StudyCommandTest {
  private static final String STUDY =
      """
      title: Everything
      show: [accuracy, sharpness, curves, paths, warm-starts, along-training, distance,
             neighbourhood, performance-model, batch-sizes, remedies]
      trials: 1
      epochs: 3
      limit: 400
      chunk-size: 300
      arms:
        SB: {batch: 64}
        LB:
          batch: 50%
          optimizer: "sgd:lr=0.05"
          remedies: [augmentation, sam, "post-local-sgd:workers=2,start=0.3", "swa:start=0.3"]
        WARM: {batch: 200, epochs: 1, from: {arm: SB, epochs: [1, 3]}}
      measure:
        - sharpness: {epsilon: [1e-3, 5e-4], space: full, maximizer: sign}
        - sharpness: {epsilon: 1e-3, space: 5, maximizer: lbfgsb, arms: [SB, LB]}
        - sharpness: {epsilon: 1e-3, maximizer: sign, arms: SB, epochs: [2, 3, 9]}
        - losses: {arms: SB, epochs: 2}
        - eigenvalue: {limit: 50, arms: LB}
        - noise-scale: {steps: 3, arms: SB, epochs: [1, 3]}
        - steepness: {directions: 4, radii: [0.1, 0.5], limit: 100, arms: LB}
        - efficiency: {threads: [1, 2], steps: 2, arms: [SB, LB]}
        - path: {shape: [line, arc], points: 3, between: [SB, LB]}
      networks:
        - {network: F1, data: mnist}
      """;

  @TempDir private static Path shared;
  @TempDir private Path directory;

  /** In a text of ASCII characters. */
  private static final int NO_UTF8 = 0x80;

  private static Path study;
  private static Path first;

  @BeforeAll
  static void runOnce() throws IOException {
    Data.requireMnist();
    study = shared.resolve("everything.yaml");
    Files.writeString(study, STUDY);
    first = shared.resolve("first");
    Run run = Run.of(words(first, "--parallel", "1"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("Store: " + first + System.lineSeparator());
  }

  private static List<String> words(Path store, String... more) {
    List<String> words =
        new ArrayList<>(List.of("study", "run", study.toString(), "--store", store.toString()));
    words.addAll(List.of("--checkpoint", "0"));
    words.addAll(List.of(more));
    return words;
  }

  private static String[] array(List<String> words) {
    return words.toArray(new String[0]);
  }

  /** All that must not depend on when, where and by how many it was made. */
  private static Map<String, String> bytes(Path store) throws IOException {
    Map<String, String> found = new TreeMap<>(Folder.hashes(store));
    found
        .keySet()
        .removeIf(
            name ->
                name.startsWith("locks/")
                    || name.startsWith("damaged/")
                    || name.contains("/machine/")
                    || name.endsWith("/times.jsonl")
                    || name.endsWith("/provenance.json"));
    return found;
  }

  /** What a store holds otherwise than the one that was made without a disturbance. */
  private static List<String> differences(Path store) throws IOException {
    return Folder.differences(bytes(store), bytes(first));
  }

  @Test
  void holdsEverythingAskedForAndNoLeftOvers() throws IOException {
    Map<String, String> found = bytes(first);
    assertThat(found.keySet())
        .filteredOn(name -> name.endsWith("/complete"))
        .as("SB, LB and two warm starts")
        .hasSize(4);
    assertThat(found.keySet()).filteredOn(name -> name.contains("sharpness-epoch-9")).isEmpty();
    assertThat(found.keySet())
        .filteredOn(name -> name.endsWith(".json.sha256"))
        .as("17 measurements of weights, 2 paths, the plan; epoch 9 was never reached")
        .hasSize(20);
    assertThat(found.keySet())
        .noneMatch(name -> name.contains("checkpoint") || name.endsWith(".tmp"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void anyNumberOfThreadsGivesTheSameBytes(String parallel) throws IOException {
    Path store = directory.resolve("store");
    Run run = Run.of(words(store, "--parallel", parallel));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(differences(store)).isEmpty();
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    Map<String, String> before = Folder.hashes(first);
    Run run = Run.of(words(first));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.hashes(first).keySet()).isEqualTo(before.keySet());
    before.keySet().removeIf(name -> name.startsWith("locks/"));
    assertThat(Folder.hashes(first)).containsAllEntriesOf(before);
  }

  /** Each kill comes when some more files are there than before, and a random while later. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void killedTenTimesGivesTheSameBytes() throws Exception {
    long seed = System.nanoTime();
    RandomStream random = new RandomStream(seed);
    Path store = directory.resolve("killed");
    int killed = 0;
    for (int k = 0; k < 10; k++) {
      int more = 1 + below(random, 7);
      int wanted = files(store) + more;
      int wait = below(random, 60);
      try (Child child =
          Child.start(directory, array(words(store, "--parallel", "" + (1 + k % 3))))) {
        child.signalWhen(
            "KILL",
            () -> {
              boolean now = files(store) >= wanted;
              if (now) {
                sleep(wait);
              }
              return now;
            });
        killed += child.await().code() == 128 + 9 ? 1 : 0;
      }
    }
    Run run = Run.of(words(store));

    assertThat(run.code()).as("seed " + seed + ": " + run.err()).isZero();
    assertThat(killed).as("seed " + seed).isGreaterThanOrEqualTo(5);
    assertThat(differences(store)).as("seed " + seed).isEmpty();
  }

  /** As a kill leaves it that comes after the seal of a trial and before its checkpoint goes. */
  @Test
  void aCheckpointThatOutlivedItsTrialGoes() throws IOException {
    Path store = directory.resolve("sealed");
    Folder.copy(first, store);
    Path solution = one(store, "trials/F1-b64-", "solution.safetensors");
    Files.copy(solution, solution.resolveSibling("checkpoint.safetensors"));
    Run run = Run.of(words(store));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(differences(store)).isEmpty();
  }

  private static int below(RandomStream random, int bound) {
    return (int) Long.remainderUnsigned(random.nextLong(), bound);
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int files(Path store) {
    if (!Files.isDirectory(store)) {
      return 0;
    }
    try (var found = Files.walk(store)) {
      return (int) found.filter(Files::isRegularFile).count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // a file was renamed under the walk
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void interruptedSaysSoAndGoesOn() throws Exception {
    Path store = directory.resolve("interrupted");
    try (Child child = Child.start(directory, array(words(store)))) {
      child.signalWhen("INT", () -> files(store) > 8);
      Run run = child.await();
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(run.err()).contains("run the command again to go on");
    }
    Run run = Run.of(words(store));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(differences(store)).isEmpty();
  }

  @Test
  void twoProcessesShareTheWork() throws Exception {
    Path store = directory.resolve("shared");
    try (Child one = Child.start(directory, array(words(store, "--parallel", "1")));
        Child two = Child.start(directory, array(words(store, "--parallel", "1")))) {
      Run first = one.await();
      Run second = two.await();
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(second.code()).as(second.err()).isZero();
    }
    assertThat(differences(store)).isEmpty();
    try (var found = Files.walk(store)) {
      for (Path times : found.filter(file -> file.endsWith("times.jsonl")).toList()) {
        List<String> parts =
            Files.readAllLines(times).stream()
                .map(line -> line.replaceAll("\"seconds\":[^,}]*", ""))
                .toList();
        assertThat(parts).as("nothing is done twice").doesNotHaveDuplicates();
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDiskThatIsFullLosesNothing() throws Exception {
    Path store = directory.resolve("full");
    // no file may be larger than 8 MB: weights fit, the state of training does not
    List<String> limited = List.of("bash", "-c", "ulimit -f 8000; exec \"$@\"", "bash");
    try (Child child = Child.start(directory, limited, array(words(store)))) {
      Run run = child.await();
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OUTPUT);
      assertThat(run.err()).contains("File too large", store + "/trials/").doesNotContain("\tat ");
    }
    Run run = Run.of(words(store));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(differences(store)).isEmpty();
  }

  @Test
  void whatIsDamagedIsSaidAndRedone() throws Exception {
    Path store = directory.resolve("damaged");
    Folder.copy(first, store);
    flip(one(store, "trials/F1-b64-", "solution.safetensors"), 1);
    flip(one(store, "trials/F1-b200-", "eigenvalue-"), 1);
    flip(one(store, "joint/", "landscape-t1-"), NO_UTF8);
    flip(one(store, "trials/F1-b64-", "times.jsonl"), NO_UTF8);
    flip(one(store, "trials/F1-b64-", "provenance.json"), NO_UTF8);

    Run report = report(store);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(Files.readString(directory.resolve("site/everything.html")))
        .contains("Damaged", "is not what was written", "1 damaged");

    Run run = Run.of(words(store));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("solution.safetensors is not what was written")
        .contains("put aside as")
        .containsPattern("eigenvalue-[^ ]*json is damaged[^\n]*; measured again")
        .containsPattern("landscape-t1-[^ ]*json is damaged[^\n]*; measured again");
    assertThat(differences(store)).isEmpty();
    assertThat(store.resolve("damaged")).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTrialWhoseResultIsDamagedIsMissingAndRedone(boolean cutOff) throws IOException {
    Path store = directory.resolve("result");
    Folder.copy(first, store);
    Path result = one(store, "trials/F1-b64-", "result.json");
    if (cutOff) {
      Files.writeString(result, Files.readString(result).substring(0, 20));
    } else {
      byte[] content = Files.readAllBytes(result);
      content[0] ^= (byte) NO_UTF8;
      Files.write(result, content);
    }

    Run plan = Run.of("study", "plan", study.toString(), "--store", store.toString());
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out()).containsPattern("missing .*F1 batch 64 trial 1\\R");

    Run run = Run.of(words(store));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains(result + " is not what was written", "put aside as");
    assertThat(differences(store)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkOutOfTheStoreIsSaidAndNotFollowed() throws IOException {
    Path store = directory.resolve("linked");
    Folder.copy(first, store);
    Path trial = one(store, "trials/F1-b64-", "solution.safetensors").getParent();
    Path elsewhere = directory.resolve("elsewhere");
    Files.move(trial, elsewhere);
    Files.createSymbolicLink(trial, elsewhere);
    Path times = one(store, "trials/F1-b200-", "times.jsonl");
    Path precious = Files.writeString(directory.resolve("precious"), "mine");
    Files.delete(times);
    Files.createSymbolicLink(times, precious);
    Map<String, String> before = Folder.hashes(elsewhere);

    Run report = report(store);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(Files.readString(directory.resolve("site/everything.html")))
        .contains("Damaged", "is a symbolic link", "out of the store", "1 damaged");

    Run run = Run.of(words(store));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(trial + " is a symbolic link to " + elsewhere + ", out of the store")
        .contains(times + " is a symbolic link to " + precious)
        .contains("put aside as");
    assertThat(differences(store)).isEmpty();
    assertThat(Folder.hashes(elsewhere)).isEqualTo(before);
    assertThat(precious).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "missing"})
  void aStoreWithoutItsMarkIsUsedAllTheSame(String mark) throws IOException {
    Path store = directory.resolve("unmarked");
    Folder.copy(first, store);
    for (List<String> words :
        List.of(
            List.of("study", "plan", study.toString()),
            List.of(
                "study", "report", study.toString(), "--out", directory.resolve("x").toString()),
            List.of("study", "run", study.toString()))) {
      Path file = store.resolve("basin-store.json");
      if (mark.equals("missing")) {
        Files.delete(file);
      } else {
        Files.writeString(file, mark);
      }
      List<String> all = new ArrayList<>(words);
      all.addAll(List.of("--store", store.toString()));
      Run run = Run.of(all);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.err().lines().filter(line -> line.contains("basin-store.json")))
          .as(run.err())
          .hasSize(1)
          .allMatch(line -> line.startsWith("basin: ") && line.contains("it was made again"));
      assertThat(differences(store)).isEmpty();
    }
  }

  /** Where results cannot go is told before the store is read. */
  @Test
  void aPlaceThatCannotBeWrittenIsToldFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    for (String command :
        List.of(
            "study report " + study + " --out ",
            "study export " + study + " --to csv --out ",
            "study export " + study + " --to parquet --out ",
            "study export " + study + " --to tensorboard --out ",
            "study run " + study + " --store ")) {
      for (Path out : List.of(file, file.resolve("below"), directory.resolve("x".repeat(300)))) {
        Run run = Run.of(List.of((command + out).split(" ")));
        OneLine.assertFailure(run, ExitCode.OUTPUT);
        assertThat(run.err()).contains(out + " cannot be written: ");
      }
    }
    assertThat(directory.toFile().list()).containsExactly("file");
  }

  @Test
  void aFolderThatAnotherProcessWritesIsNotWritten() throws IOException {
    Path out = Files.createDirectory(directory.resolve("out"));
    try (HeldFile held = HeldFile.tryHoldRemovable(out.resolve(".lock")).orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
      for (String command : List.of("report", "export --to csv", "export --to tensorboard")) {
        String words = "study " + command + " " + study + " --store " + first + " --out " + out;
        Run run = Run.of(List.of(words.split(" ")));
        OneLine.assertFailure(run, ExitCode.OUTPUT);
        assertThat(run.err()).contains(out + " is being written by another process", "--out");
      }
      assertThat(out.toFile().list()).containsExactly(".lock");
    }
  }

  /** As another version of Basin may leave it, whose optimiser keeps something else. */
  @Test
  void aCheckpointThatDoesNotFitIsSaidAndNotUsed() throws IOException {
    Path store = directory.resolve("unfit");
    Folder.copy(first, store);
    Path solution = one(store, "trials/F1-b64-", "solution.safetensors");
    Files.delete(solution.resolveSibling("complete"));
    Path checkpoint = solution.resolveSibling("checkpoint.safetensors");
    try (PointerScope scope = new PointerScope()) {
      Tensor x = Weights.load(solution, StudyNetworks.byName("F1"));
      EpochMetrics epoch = new EpochMetrics(1, 0.5, 50, 0.6, 40, 1);
      Map<String, Tensor> other = Map.of("other", torch.zeros(3));
      CheckpointFile.write(checkpoint, new Checkpoint(List.of(epoch), x, 7, other, 1, Map.of()));
    }

    Run run = Run.of(words(store));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(checkpoint + " does not fit this run: optimiser state holds [other]")
        .contains("this run starts over");
    assertThat(differences(store)).isEmpty();
  }

  /** Nothing is learnt, so training ends before the epoch from which the second start is. */
  @Test
  void aStartThatWasNotReachedIsLeftOut() throws IOException {
    Path early = directory.resolve("early.yaml");
    Files.writeString(
        early,
        """
        title: Early
        show: [warm-starts]
        trials: 1
        epochs: 30
        patience: 1
        limit: 100
        optimizer: "sgd:lr=1e-12"
        arms:
          SB: {batch: 50}
          LB: {batch: 100, epochs: 1, from: {arm: SB, epochs: [1, 29]}}
        measure:
          - sharpness: {epsilon: 1e-3, maximizer: sign, arms: LB}
        networks:
          - {network: F1, data: mnist}
        """);
    String store = directory.resolve("store").toString();
    Run run = Run.of("study", "run", early.toString(), "--store", store);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("F1 batch 100 sgd:lr=1.0E-12 trial 1 from epoch 29 is left out")
        .doesNotContain("from epoch 1 is");
    Run report =
        Run.of(
            "study",
            "report",
            early.toString(),
            "--store",
            store,
            "--out",
            directory.resolve("site").toString());
    assertThat(report.code()).as(report.err()).isZero();
  }

  /** The first file of a name in the folders of a name. */
  private static Path one(Path store, String folders, String name) throws IOException {
    try (var files = Files.walk(store)) {
      return files
          .filter(file -> store.relativize(file).toString().startsWith(folders))
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(file -> !file.toString().endsWith(".sha256"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static void flip(Path file, int bit) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= (byte) bit;
    Files.write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private Run report(Path store) {
    return Run.of(
        "study",
        "report",
        study.toString(),
        "--store",
        store.toString(),
        "--out",
        directory.resolve("site").toString());
  }

  @Test
  void theReportShowsEverySection() throws IOException {
    Run run = report(first);
    assertThat(run.code()).as(run.err()).isZero();
    Path site = directory.resolve("site");
    String page = Files.readString(site.resolve("everything.html"));
    assertThat(page)
        .contains(
            "Testing accuracy, %",
            "Sharpness φ in % of 1 + f, ε = 10⁻³, full space",
            "p = 5",
            "Accuracy by epoch",
            "along the line",
            "along the arc",
            "Warm-started runs",
            "sharpness against cross entropy",
            "‖x − x₀‖₂",
            "Share of random directions",
            "leaves the paper’s setting",
            "I_s B_s / (I_l B_l)",
            "f(2)")
        .doesNotContain("Damaged", "NaN");
    assertThat(site.resolve("index.html")).content().contains("everything.html");
    assertThat(site.resolve("paper.tex")).content().contains("\\toprule", "Testing accuracy");
    assertThat(site.resolve("figures/everything/curves-F1.pdf")).exists();
    Map<String, String> once = Folder.hashes(site);
    report(first);
    assertThat(Folder.hashes(site)).as("the same report, byte for byte").isEqualTo(once);
  }

  @Test
  void whatWasNeverRunIsSaid() {
    Run run =
        Run.of(
            List.of(
                "study",
                "report",
                study.toString(),
                "--scale",
                "paper",
                "--store",
                first.toString(),
                "--out",
                directory.resolve("x").toString()));
    assertThat(run.code()).isEqualTo(ExitCode.OUTPUT);
    assertThat(run.err()).contains("never run at scale paper", "basin study run");
  }
}
