package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.image.MnistFetcher;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where data sets are, as the command tells it. */
final class DataCommandTest {
  @TempDir private Path directory;

  @Test
  void listTellsWhereADataSetIs() {
    Data.requireMnist();
    Run run = Run.of("data", "list");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("mnist     60,000 + 10,000 pictures of 28 x 28, 10 classes: ")
        .contains(MnistFetcher.of(null).find().toAbsolutePath().toString());
  }

  @Test
  void fetchOfWhatIsHereOnlyNamesItsFiles() {
    Data.requireMnist();
    Run run = Run.of("data", "fetch", "MNIST");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(5);
    assertThat(run.out().lines().skip(1)).allMatch(line -> line.matches("  [0-9a-f]{64}  \\S+"));
  }

  @Test
  void aDamagedFileIsNamedAndKept() throws Exception {
    Path labels = directory.resolve("mnist/train-labels-idx1-ubyte");
    Files.createDirectories(labels.getParent());
    Files.writeString(labels, "not labels");
    for (String command : new String[] {"list", "fetch mnist"}) {
      Run run = Run.of(("data " + command + " --data-dir " + directory).split(" "));
      OneLine.assertFailure(run, ExitCode.DATA);
      assertThat(run.err()).contains(labels.toString());
      assertThat(labels).hasContent("not labels");
    }
  }
}
