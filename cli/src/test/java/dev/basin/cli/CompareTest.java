package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small comparison: the same bits with any number of threads, after a second start, and after
 * interruptions at any moment; and what happens to its folder.
 */
final class CompareTest {
  private static final String SETTING =
      "compare F1 --limit 400 --small-batch 64 --large-batch 200 --epochs 2 --trials 2"
          + " --epsilon 1e-3 --subspace 5 --maximizer sign --points 3 --seed 7";

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path first;
  private static Run firstRun;

  @BeforeAll
  static void compareOnce() throws IOException {
    Data.requireMnist();
    first = shared.resolve("first");
    firstRun = Run.of(words("--parallel", "1", "--json", "--out", first.toString()));
    assertThat(firstRun.code()).as(firstRun.err()).isZero();
  }

  @Test
  void jsonIsTheSummary() throws IOException {
    JsonNode printed = Json.strict(firstRun.out());
    assertThat(printed)
        .isEqualTo(new ObjectMapper().readTree(first.resolve("summary.json").toFile()));
    assertThat(printed.get("trials")).hasSize(2);
    assertThat(printed.get("trainPoints").intValue()).isEqualTo(400);
    assertThat(printed.get("optimizer").textValue()).startsWith("ADAM, learning rate 0.001");
    assertThat(printed.get("command").textValue())
        .isEqualTo("basin " + SETTING + " --parallel 1 --json --out " + first);
  }

  @Test
  void folderHoldsResultsAndNoLeftOvers() throws IOException {
    assertThat(Folder.hashes(first).keySet())
        .contains(
            "summary.json",
            "report.html",
            "trial-1/start.safetensors",
            "trial-2/small/solution.safetensors",
            "trial-2/large/run.json",
            "trial-1/line.json",
            "trial-1/arc.json")
        .noneMatch(name -> name.endsWith(".tmp") || name.contains("checkpoint"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void anyNumberOfThreadsGivesTheSameBits(String parallel) throws IOException {
    Path out = directory.resolve("a folder's name");
    Run run = Run.of(words("--parallel", parallel, "--out", out.toString()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
    assertThat(run.out()).contains("Report: " + out.resolve("report.html"));
    assertThat(Json.strict(Files.readString(out.resolve("summary.json"))).get("command").asText())
        .endsWith("--out '" + out.toString().replace("'", "'\\''") + "'");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void killedAndResumedGivesTheSameBits() throws Exception {
    Path out = directory.resolve("killed");
    String[] begin = words("--out", out.toString()).toArray(new String[0]);
    String[] resume = words("--out", out.toString(), "--resume").toArray(new String[0]);
    killWhen(begin, out, "small/checkpoint.safetensors");
    killWhen(resume, out, "large/solution.safetensors");
    killWhen(resume, out, "line.json");

    Run run = Run.savingOften(resume);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
    assertThat(Folder.hashes(out).keySet()).noneMatch(name -> name.endsWith(".tmp"));
  }

  /** As a kill leaves it that comes after a run's result and before its checkpoint goes. */
  @Test
  void aCheckpointThatOutlivedItsRunGoes() throws IOException {
    Path out = copyOfFirst();
    Path solution = out.resolve("trial-2/large/solution.safetensors");
    Files.copy(solution, solution.resolveSibling("checkpoint.safetensors"));
    Run run = Run.of(words("--out", out.toString(), "--resume"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.hashes(out).keySet()).isEqualTo(Folder.hashes(first).keySet());
  }

  private void killWhen(String[] words, Path out, String file) throws Exception {
    try (Child child = Child.start(directory, words)) {
      child.signalWhen("KILL", progressTo(out, file));
      assertThat(child.await().code()).isEqualTo(128 + 9);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void interruptedSaysHowToGoOnAndGivesTheSameBits() throws Exception {
    Path out = directory.resolve("interrupted");
    String[] begin = words("--out", out.toString()).toArray(new String[0]);
    String[] resume = words("--out", out.toString(), "--resume").toArray(new String[0]);
    String advice = "basin: to go on: ./basin " + SETTING + " --out " + out + " --resume";
    interruptWhen(begin, out, "small/checkpoint.safetensors", advice);
    interruptWhen(resume, out, "large/solution.safetensors", advice);

    Run run = Run.savingOften(resume);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
    assertThat(Json.strict(Files.readString(out.resolve("summary.json"))).get("command").asText())
        .doesNotContain("--resume");
  }

  private void interruptWhen(String[] words, Path out, String file, String advice)
      throws Exception {
    try (Child child = Child.start(directory, words)) {
      child.signalWhen("INT", progressTo(out, file));
      Run run = child.await();
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(run.err().lines().filter(line -> !line.startsWith("[")))
          .containsExactly("basin: stopping at the next safe point", advice);
      assertThat(run.out()).isEmpty();
      assertThat(directory.resolve("hs_err")).doesNotExist();
    }
  }

  @Test
  void aFolderInUseIsLeftAlone() throws Exception {
    Path out = directory.resolve("busy");
    List<String> forLong = words("--out", out.toString());
    forLong.set(forLong.indexOf("--epochs") + 1, "100000");
    try (Child child = Child.start(directory, forLong.toArray(new String[0]))) {
      child.awaitMoment(() -> Files.exists(out.resolve("trial-1/start.safetensors")));
      for (String resume : List.of("", "--resume")) {
        List<String> words = words("--out", out.toString());
        if (!resume.isEmpty()) {
          words.add(resume);
        }
        Run run = Run.of(words);
        OneLine.assertFailure(run, ExitCode.OUTPUT);
        assertThat(run.err()).contains("in use by another process");
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskLosesNothing() throws Exception {
    Path out = directory.resolve("full");
    // enough for weights, not for a checkpoint; as on a full disk, writing fails halfway
    List<String> limited = List.of("sh", "-c", "ulimit -f 16384; exec \"$@\"", "sh");
    try (Child child =
        Child.start(directory, limited, words("--out", out.toString()).toArray(new String[0]))) {
      Run run = child.await();
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains(out + " cannot be read or written", "--resume");
    }
    assertThat(Folder.hashes(out).keySet())
        .contains("comparison.json")
        .noneMatch(name -> name.endsWith(".tmp") || name.contains("checkpoint"));

    Run run = Run.of(words("--out", out.toString(), "--resume"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
  }

  /** When a file is there, and something has been finished since now. */
  private static BooleanSupplier progressTo(Path out, String file) {
    Map<String, FileTime> before = parts(out);
    return () ->
        !parts(out).equals(before)
            && (Files.exists(out.resolve("trial-1").resolve(file))
                || Files.exists(out.resolve("trial-2").resolve(file)));
  }

  /** When each part was finished. */
  private static Map<String, FileTime> parts(Path out) {
    Map<String, FileTime> found = new TreeMap<>();
    for (int trial = 1; trial <= 2; trial++) {
      for (String part :
          List.of(
              "small/checkpoint.safetensors",
              "large/checkpoint.safetensors",
              "small/run.json",
              "large/run.json",
              "line.json",
              "arc.json")) {
        Path file = out.resolve("trial-" + trial).resolve(part);
        try {
          found.put(file.toString(), Files.getLastModifiedTime(file));
        } catch (IOException e) {
          // not there, or just gone
        }
      }
    }
    return found;
  }

  @Test
  void aSecondRunIntoTheSameFolderChangesNothing() throws IOException {
    Map<String, String> before = Folder.hashes(first);
    Run run = Run.of(words("--out", first.toString()));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("already holds a comparison", "--resume");
    assertThat(Folder.hashes(first)).isEqualTo(before);
  }

  @Test
  void resumingWithOtherOptionsNamesThemAndChangesNothing() throws IOException {
    Map<String, String> before = Folder.hashes(first);
    Run run = Run.of(words("--out", first.toString(), "--resume", "--subspace", "6"));
    OneLine.assertFailure(run, ExitCode.USAGE);
    List<String> other = new ArrayList<>(words("--out", first.toString(), "--resume"));
    other.set(other.indexOf("7"), "8");
    run = Run.of(other);
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("another comparison (seed is 7 there and 8 here)");
    run = Run.of(words("--out", first.toString(), "--resume", "--optimizer", "adam:beta1=0.8"));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("another comparison (optimizer is", "0.9", "0.8");
    assertThat(Folder.hashes(first)).isEqualTo(before);
  }

  @Test
  void remediesAreOfTheLargeBatchAlone() throws IOException {
    Path out = directory.resolve("remedied");
    Run run = Run.of(words("--out", out.toString(), "--remedy", "sam", "--remedy", "swa"));
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, String> plain = Folder.hashes(first);
    Map<String, String> remedied = Folder.hashes(out);
    assertThat(remedied)
        .containsEntry(
            "trial-1/small/solution.safetensors", plain.get("trial-1/small/solution.safetensors"))
        .doesNotContainEntry(
            "trial-1/large/solution.safetensors", plain.get("trial-1/large/solution.safetensors"));
    assertThat(Files.readString(out.resolve("report.html"))).contains("large batch with sam, swa");
    run = Run.of(words("--out", out.toString(), "--resume"));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("another comparison (remedies");
  }

  @Test
  void resumingAFinishedComparisonComputesNothingAgain() throws IOException {
    Path out = copyOfFirst();
    long begin = System.nanoTime();
    Run run = Run.of(words("--out", out.toString(), "--resume"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
    assertThat(Files.getLastModifiedTime(out.resolve("trial-1/small/run.json")).toMillis())
        .isLessThan(
            System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trial-1/small/run.json",
        "trial-2/large/run.json",
        "trial-2/line.json",
        "comparison.json"
      })
  void aPartCutInHalfIsNotUsed(String part) throws IOException {
    Path out = copyOfFirst();
    Path file = out.resolve(part);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertDamaged(out, file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"batchSize\":64}"})
  void aPartWithoutContentIsNotUsed(String content) throws IOException {
    Path out = copyOfFirst();
    Path file = out.resolve("trial-1/small/run.json");
    Files.writeString(file, content);
    assertDamaged(out, file);
  }

  @Test
  void aDamagedCheckpointIsNotUsed() throws IOException {
    Path out = copyOfFirst();
    Files.delete(out.resolve("trial-1/small/run.json"));
    Path checkpoint = out.resolve("trial-1/small/checkpoint.safetensors");
    byte[] solution = Files.readAllBytes(out.resolve("trial-1/small/solution.safetensors"));
    Files.write(checkpoint, Arrays.copyOf(solution, solution.length / 2));
    assertDamaged(out, checkpoint);
    Files.write(checkpoint, solution);
    assertDamaged(out, checkpoint);

    Files.delete(checkpoint);
    Run run = Run.of(words("--out", out.toString(), "--resume"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
  }

  @Test
  void otherDataOfTheSameNameAreRefused() throws IOException {
    Path out = copyOfFirst();
    Path data = out.resolve("data.json");
    String text = Files.readString(data);
    Files.writeString(data, text.replaceFirst("(\"trainSha256\" : \")[0-9a-f]{8}", "$1deadbeef"));
    Run run = Run.of(words("--out", out.toString(), "--resume"));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("begun with other data of the same name", "deadbeef");
    assertThat(out.resolve("summary.json")).doesNotExist();
  }

  @Test
  void aDamagedSolutionIsNotUsed() throws IOException {
    Path out = copyOfFirst();
    Files.delete(out.resolve("trial-1/line.json"));
    Path solution = out.resolve("trial-1/large/solution.safetensors");
    Files.write(solution, Arrays.copyOf(Files.readAllBytes(solution), 1000));
    assertDamaged(out, solution);
  }

  private static void assertDamaged(Path out, Path file) throws IOException {
    Map<String, String> before = Folder.hashes(out);
    Run run = Run.of(words("--out", out.toString(), "--resume"));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains(file.toString());
    assertThat(Folder.hashes(out)).isEqualTo(before);
  }

  /** Without its report, so that a report could only come from the parts. */
  private Path copyOfFirst() throws IOException {
    Path copy = directory.resolve("copy");
    Folder.copy(first, copy);
    Files.delete(copy.resolve("summary.json"));
    Files.delete(copy.resolve("report.html"));
    return copy;
  }

  static List<String> words(String... more) {
    List<String> words = new ArrayList<>(List.of(SETTING.split(" ")));
    words.addAll(List.of(more));
    return words;
  }
}
