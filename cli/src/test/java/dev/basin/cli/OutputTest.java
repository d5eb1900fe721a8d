package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.engine.HeldFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Places that results cannot go to. */
final class OutputTest {
  @TempDir private Path directory;

  @BeforeAll
  static void prepare() {
    Data.requireMnist();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path out = Files.createDirectory(directory.resolve("photos"));
    Files.writeString(out.resolve("cat.txt"), "meow");
    Map<String, String> before = Folder.hashes(directory);
    for (List<String> words :
        List.of(
            CompareTest.words("--out", out.toString()),
            CompareTest.words("--out", out.toString(), "--resume"))) {
      Run run = Run.of(words);
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err())
          .contains(out + " is not empty and holds no store of studies; choose another --out");
      assertThat(Folder.hashes(directory)).isEqualTo(before);
    }
  }

  @Test
  void aFolderUnderAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    for (Path out : List.of(file, file.resolve("below"), file.resolve("far/below"))) {
      Run run = Run.of(CompareTest.words("--out", out.toString()));
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains("cannot be written", "a file is in the way", "--out");
      Run training = Run.of("train", "--network", "F1", "--out", out.resolve("w").toString());
      OneLine.assertFailure(training, ExitCode.OUTPUT);
    }
    assertThat(file).hasContent("text");
  }

  @Test
  void aFileSystemThatTakesNoFiles() {
    Path proc = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(proc), "no /proc");
    Run run = Run.of(CompareTest.words("--out", "/proc/basin"));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("/proc/basin cannot be written");
  }

  @Test
  void trainingIsRefusedBeforeItStarts() {
    Path out = directory.resolve("nowhere/solution.safetensors");
    Run run = Run.of("train", "--network", "F1", "--out", out.toString());
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("does not exist or is not writable");
    assertThat(directory).isEmptyDirectory();
  }

  /** The option is of no effect: the command goes on with what is there, or begins. */
  @Test
  void resumingNothingBegins() throws IOException {
    Path out = Files.createDirectory(directory.resolve("empty"));
    String setting =
        "compare F1 --limit 40 --small-batch 20 --large-batch 40 --epochs 1 --epsilon 1e-3"
            + " --subspace 0 --maximizer sign --points 2 --resume --out ";
    Run run = Run.of(List.of((setting + out).split(" ")));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out).isDirectoryContaining("glob:**/report.html");
  }

  @Test
  void standardOutputThatIsFullIsSaid() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
    List<String> full = List.of("sh", "-c", "exec \"$@\" > /dev/full", "sh");
    try (Child child = Child.start(directory, full, "data", "list")) {
      Run run = child.await();
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains("could not be written: No space left");
    }
  }

  /** A pipe whose reader has gone before anything is written. */
  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
    String script =
        "mkfifo \"$0\" && exec 4<>\"$0\" && exec 1>\"$0\" 4<&- && rm \"$0\" && exec \"$@\"";
    List<String> piped = List.of("sh", "-c", script, directory.resolve("pipe").toString());
    for (String[] words :
        List.of(
            new String[] {"--help"},
            new String[] {"data", "list"},
            new String[] {"network", "show", "C2", "--json"})) {
      try (Child child = Child.start(directory, piped, words)) {
        assertThat(child.await()).isEqualTo(new Run(ExitCode.READER_GONE, "", ""));
      }
    }
  }

  /** What the launcher makes of a standard output that is closed. */
  @Test
  void standardOutputThatIsClosedIsSaid() throws Exception {
    List<String> closed = List.of("sh", "-c", "exec \"$@\" 1</dev/null", "sh");
    try (Child child = Child.start(directory, closed, "data", "list")) {
      Run run = child.await();
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains("could not be written: Bad file descriptor");
    }
  }

  private static List<String> training(Path out, String... more) {
    List<String> words =
        new ArrayList<>(List.of("train", "--network", "F1", "--limit", "300", "--batch", "100"));
    words.addAll(List.of("--epochs", "2", "--out", out.toString()));
    words.addAll(List.of(more));
    return words;
  }

  /** What can be known of a file's name is told before data are read. */
  @Test
  void aNameThatCannotBeIsRefusedBeforeTraining() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
    Path longName = directory.resolve("w".repeat(300));
    for (Path out : List.of(folder, link)) {
      Run run = Run.of(training(out));
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains(out + " exists already; choose another --out");
    }
    Run run = Run.of(training(longName));
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains("cannot write " + longName, "name too long", "--out");
    Run iterates = Run.of(training(directory.resolve("w"), "--iterates", longName.toString()));
    OneLine.assertFailure(iterates, ExitCode.OUTPUT);
    assertThat(iterates.err()).contains(longName + " cannot be written", "too long", "--iterates");
    Run compared = Run.of(CompareTest.words("--out", longName.toString()));
    OneLine.assertFailure(compared, ExitCode.OUTPUT);
    assertThat(compared.err()).contains(longName + " cannot be written", "too long", "--out");
    Path deep = longName.resolve("below");
    OneLine.assertFailure(Run.of(CompareTest.words("--out", deep.toString())), ExitCode.OUTPUT);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("folder", "link");
  }

  @Test
  void figuresAreTriedOutBeforeAnythingIsMeasured() throws IOException {
    Path weights = Data.weights(directory.resolve("w.safetensors"), 1);
    Path folder = Files.createDirectory(directory.resolve("folder.svg"));
    Path longName = directory.resolve("f".repeat(300) + ".svg");
    String measured = "--network F1 --limit 100 --weights " + weights;
    for (String command :
        List.of(
            "sharpness " + measured + " --figure ",
            "spectrum " + measured + " --density 10 --figure ",
            "plane " + measured + " --figure ",
            "plane " + measured + " --surface ",
            "neighbourhood " + measured + " --figure ",
            "neighbourhood " + measured + " --rises ",
            "landscape --network F1 --limit 100 --from "
                + weights
                + " --to "
                + weights
                + " --figure ",
            "trajectory --network F1 --limit 100 --iterates " + weights + " --figure ",
            "trajectory --network F1 --limit 100 --iterates " + weights + " --losses ")) {
      for (Path file : List.of(folder, longName)) {
        Run run = Run.of(List.of((command + file).split(" ")));
        OneLine.assertFailure(run, ExitCode.OUTPUT);
        assertThat(run.err()).contains("cannot write " + file);
      }
    }
    Files.createDirectories(directory.resolve("figures/ritz.png"));
    Run remarks =
        Run.of(
            List.of(
                ("remarks " + measured + " --figures " + directory.resolve("figures")).split(" ")));
    OneLine.assertFailure(remarks, ExitCode.OUTPUT);
    assertThat(remarks.err()).contains("ritz.png: it is a folder", "--figures");
  }

  @Test
  void twoOptionsMayNotNameOneFile() throws IOException {
    Path weights = Data.weights(directory.resolve("w.safetensors"), 1);
    Files.createDirectory(directory.resolve("below"));
    String one = directory.resolve("one.svg").toString();
    String same = directory.resolve("below/../one.svg").toString();
    String measured = "--network F1 --limit 100 --weights " + weights;
    for (String command :
        List.of(
            "plane " + measured + " --figure " + one + " --surface " + same,
            "plane " + measured + " --figure " + one + " --points-file " + same,
            "neighbourhood " + measured + " --figure " + one + " --rises " + one,
            "neighbourhood " + measured + " --rises " + one + " --points-file " + one)) {
      Run run = Run.of(List.of(command.split(" ")));
      OneLine.assertFailure(run, ExitCode.USAGE);
      assertThat(run.err()).contains("are both", "expected two files");
    }
  }

  /** A limit on the length of files is a full disk as far as a process can see. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskIsToldBeforeTraining() throws Exception {
    Path out = directory.resolve("w.safetensors");
    List<String> limited = List.of("bash", "-c", "ulimit -f 500; exec \"$@\"", "bash");
    for (List<String> words :
        List.of(
            training(out, "--store", directory.resolve("store").toString()),
            CompareTest.words("--out", directory.resolve("out").toString()))) {
      try (Child child = Child.start(directory, limited, words.toArray(new String[0]))) {
        Run run = child.await();
        OneLine.assertFailure(run, ExitCode.OUTPUT);
        assertThat(run.err()).contains("File too large", "choose another --");
        assertThat(run.err()).contains(directory.toString());
      }
    }
    assertThat(directory.toFile().list((folder, name) -> !name.startsWith("child"))).isEmpty();
  }

  @Test
  void ofTwoThatTrainIntoOneFileTheSecondIsRefusedAtOnce() throws Exception {
    Path out = directory.resolve("w.safetensors");
    Path iterates = directory.resolve("iterates");
    Path store = directory.resolve("store");
    List<String> first = training(out, "--patience", "1000", "--iterates", iterates.toString());
    first.set(first.indexOf("--epochs") + 1, "1000");
    first.addAll(List.of("--store", store.toString()));
    try (Child child = Child.start(directory, first.toArray(new String[0]))) {
      child.awaitMoment(() -> Files.isDirectory(store.resolve("trials")));
      Run second = Run.of(training(out, "--seed", "2"));
      OneLine.assertFailure(second, ExitCode.OUTPUT);
      assertThat(second.err()).contains(out + " is being made by another process", "--out");
      Run third = Run.of(training(directory.resolve("v"), "--iterates", iterates.toString()));
      OneLine.assertFailure(third, ExitCode.OUTPUT);
      assertThat(third.err()).contains("iterates is in use by another process");
      child.signalWhen("INT", () -> true);
      assertThat(child.await().code()).isEqualTo(ExitCode.INTERRUPTED);
    }
    assertThat(directory.toFile().list((folder, name) -> !name.startsWith("child")))
        .as("the name and the room are given back")
        .containsExactlyInAnyOrder("iterates", "store");
    assertThat(iterates).isEmptyDirectory();
    assertThat(Run.of(training(out)).code()).isZero();
  }

  @Test
  void anEmptyFolderOfIteratesThatAnotherHoldsIsRefused() throws IOException {
    Path iterates = Files.createDirectory(directory.resolve("iterates"));
    try (HeldFile held = HeldFile.tryHoldRemovable(iterates.resolve(".lock")).orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
      Run run = Run.of(training(directory.resolve("v"), "--iterates", iterates.toString()));
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains("iterates is in use by another process");
    }
  }
}
