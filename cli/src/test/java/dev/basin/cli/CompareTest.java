package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            "compare.yaml",
            "basin-store.json",
            "studies/compare-paper.json")
        .noneMatch(name -> name.endsWith(".tmp") || name.contains("checkpoint"));
    assertThat(trial("F1-b64-t1-").resolve("start.safetensors")).exists();
    assertThat(trial("F1-b200-t2-").resolve("solution.safetensors")).exists();
    assertThat(first.resolve("joint")).isDirectoryContaining("glob:**landscape-t1-*.json");
  }

  /** The folder of one trial of the first comparison. */
  private static Path trial(String beginning) throws IOException {
    return trial(first, beginning);
  }

  private static Path trial(Path store, String beginning) throws IOException {
    try (var trials = Files.list(store.resolve("trials"))) {
      return trials
          .filter(each -> each.getFileName().toString().startsWith(beginning))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The folder is a store: what is run from the study file in it is there already. */
  @Test
  void theFolderIsAStoreThatStudyCommandsRead() throws IOException {
    Path out = copyOfFirst();
    String study = out.resolve("compare.yaml").toString();
    Map<String, String> before = Folder.hashes(out.resolve("trials"));
    Run run = Run.of("study", "run", study, "--scale", "paper", "--store", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.hashes(out.resolve("trials"))).isEqualTo(before);
    Path site = directory.resolve("site");
    run =
        Run.of(
            "study",
            "report",
            study,
            "--scale",
            "paper",
            "--store",
            out.toString(),
            "--out",
            site.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(site.resolve("compare.html")).content().contains("Small against large batches: F1");
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
  void killedAndRunAgainGivesTheSameBits() throws Exception {
    Path out = directory.resolve("killed");
    String[] words = words("--out", out.toString()).toArray(new String[0]);
    killWhen(words, out, "checkpoint.safetensors");
    killWhen(words, out, "solution.safetensors");
    killWhen(words, out, ".json.sha256");

    Run run = Run.savingOften(words);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
    assertThat(Folder.hashes(out).keySet()).noneMatch(name -> name.endsWith(".tmp"));
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
    String[] words = words("--out", out.toString()).toArray(new String[0]);
    String[] resume = words("--out", out.toString(), "--resume").toArray(new String[0]);
    String advice = "basin: to go on: ./basin " + SETTING + " --out " + out;
    interruptWhen(words, out, "checkpoint.safetensors", advice);
    interruptWhen(resume, out, "solution.safetensors", advice);

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
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskIsToldFirstAndLosesNothing() throws Exception {
    Path out = copyOfFirst();
    Map<String, String> before = Folder.hashes(out);
    // enough for weights, not for a checkpoint; as on a full disk, writing fails halfway
    List<String> limited = List.of("sh", "-c", "ulimit -f 16384; exec \"$@\"", "sh");
    try (Child child =
        Child.start(directory, limited, words("--out", out.toString()).toArray(new String[0]))) {
      Run run = child.await();
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains(out + " cannot be written: File too large", "--out");
    }
    assertThat(Folder.hashes(out)).isEqualTo(before);
  }

  /** When a file with that ending is there, and something has been finished since now. */
  private static BooleanSupplier progressTo(Path out, String ending) {
    Map<String, FileTime> before = parts(out);
    return () -> {
      Map<String, FileTime> now = parts(out);
      return !now.equals(before) && now.keySet().stream().anyMatch(name -> name.endsWith(ending));
    };
  }

  /** When each part was finished. */
  private static Map<String, FileTime> parts(Path out) {
    Map<String, FileTime> found = new TreeMap<>();
    for (String folder : List.of("trials", "joint")) {
      Path root = out.resolve(folder);
      if (Files.isDirectory(root)) {
        try (var files = Files.walk(root)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            found.put(file.toString(), Files.getLastModifiedTime(file));
          }
        } catch (IOException | UncheckedIOException e) {
          // just gone
        }
      }
    }
    return found;
  }

  @Test
  void aSecondRunIntoTheSameFolderComputesNothingAgain() throws IOException {
    Path out = copyOfFirst();
    Map<String, FileTime> before = parts(out);
    for (String resume : List.of("", "--resume")) {
      List<String> words = words("--out", out.toString());
      if (!resume.isEmpty()) {
        words.add(resume);
      }
      Run run = Run.of(words);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(parts(out)).isEqualTo(before);
      assertThat(Folder.measured(out)).isEqualTo(Folder.measured(first));
    }
  }

  @Test
  void otherOptionsAreNamedAndChangeNothing() throws IOException {
    Map<String, String> before = Folder.hashes(first);
    List<String> other = new ArrayList<>(words("--out", first.toString()));
    other.set(other.indexOf("7"), "8");
    Run run = Run.of(other);
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("another comparison ('seed: 7' there, 'seed: 8' here)");
    run = Run.of(words("--out", first.toString(), "--optimizer", "adam:beta1=0.8"));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("another comparison ('optimizer:", "beta1=0.8");
    assertThat(Folder.hashes(first)).isEqualTo(before);
  }

  @Test
  void remediesAreOfTheLargeBatchAlone() throws IOException {
    Path out = directory.resolve("remedied");
    Run run = Run.of(words("--out", out.toString(), "--remedy", "sam", "--remedy", "swa"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(trial(out, "F1-b64-t1-").getFileName())
        .as("the small batch's run is the same one")
        .isEqualTo(trial("F1-b64-t1-").getFileName());
    assertThat(trial(out, "F1-b200-t1-").resolve("solution.safetensors"))
        .content(StandardCharsets.ISO_8859_1)
        .isNotEqualTo(
            Files.readString(
                trial("F1-b200-t1-").resolve("solution.safetensors"), StandardCharsets.ISO_8859_1));
    assertThat(Files.readString(out.resolve("report.html"))).contains("large batch with sam, swa");
    run = Run.of(words("--out", out.toString()));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("another comparison (", "remedies: [");
  }

  /** As in every store: what is damaged is said, and redone to the same bytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "trials/F1-b64-t1-*/result.json",
        "trials/F1-b200-t2-*/solution.safetensors",
        "trials/F1-b200-t2-*/measurements/sharpness-solution-*.json",
        "joint/landscape-t2-*.json"
      })
  void aPartCutInHalfIsRedone(String part) throws IOException {
    Path out = copyOfFirst();
    Path file = find(out, part);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    Run run = Run.of(words("--out", out.toString()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains(file.toString());
    assertThat(Folder.measured(out).get("summary.json"))
        .isEqualTo(Folder.measured(first).get("summary.json"));
  }

  private static Path find(Path root, String glob) throws IOException {
    PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + root + "/" + glob);
    try (var files = Files.walk(root)) {
      return files.filter(matcher::matches).findFirst().orElseThrow();
    }
  }

  @Test
  void otherDataOfTheSameNameAreRefused() throws IOException {
    Path out = copyOfFirst();
    Path trial = find(out, "trials/F1-b64-t1-*/trial.json");
    Files.delete(trial.resolveSibling("complete"));
    String text = Files.readString(trial);
    Files.writeString(trial, text.replaceFirst("(\"trainSha256\" : \")[0-9a-f]{8}", "$1deadbeef"));
    Run run = Run.of(words("--out", out.toString()));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("was made with other data named 'mnist'");
    assertThat(out.resolve("summary.json")).doesNotExist();
  }

  /** Diverged training is a result: the comparison ends, says so, and ends the same again. */
  @Test
  void trainingThatDivergesIsAResult() throws IOException {
    Path out = directory.resolve("diverged");
    List<String> words =
        List.of(
            ("compare F1 --limit 200 --small-batch 50 --large-batch 200 --epochs 1 --points 2"
                    + " --subspace 0 --optimizer sgd:lr=1e30,momentum=0 --maximizer sign"
                    + " --epsilon 1e-3 --out "
                    + out)
                .split(" "));
    for (int k = 0; k < 2; k++) {
      Run run = Run.of(words);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains("diverged");
    }
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
