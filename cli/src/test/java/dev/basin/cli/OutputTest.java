package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
      assertThat(run.err()).contains("photos is not empty and holds no comparison");
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

  @Test
  void resumingNothingMakesNothing() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    for (Path out : List.of(empty, directory.resolve("new"))) {
      Run run = Run.of(CompareTest.words("--out", out.toString(), "--resume"));
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains("holds nothing to resume", "without --resume");
    }
    assertThat(empty).isEmptyDirectory();
    assertThat(directory.resolve("new")).doesNotExist();
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
}
