package dev.basin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.optim.OptimizerConfig;
import dev.basin.sharpness.Maximizer;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path directory;

  private static ComparisonConfig config(boolean dropLastBatch) {
    return new ComparisonConfig(
        "F1",
        "mnist",
        256,
        6_000,
        new StoppingRule(20, 10, 0),
        new StoppingRule(40, 10, 0),
        OptimizerConfig.parse("adam"),
        StepConfig.defaults(),
        1,
        1,
        0,
        5_000,
        List.of(1e-3),
        100,
        Maximizer.BEST,
        Maximizer.SIGN,
        25,
        List.of(),
        dropLastBatch);
  }

  /** As it was before there was a choice, so that what was begun then goes on. */
  @Test
  void aLastBatchThatIsKeptIsNotWritten() throws Exception {
    Path root = directory.resolve("kept");
    RunFolder.open(root, config(false), false).close();
    assertThat(Files.readString(root.resolve("comparison.json"))).doesNotContain("dropLastBatch");
    RunFolder.open(root, config(false), true).close();
    assertThatThrownBy(() -> RunFolder.open(root, config(true), true))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("holds another comparison");
  }

  @Test
  void oneThatIsDroppedIs() throws Exception {
    Path root = directory.resolve("dropped");
    RunFolder.open(root, config(true), false).close();
    RunFolder.open(root, config(true), true).close();
    assertThatThrownBy(() -> RunFolder.open(root, config(false), true))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("dropLastBatch is true there");
  }
}
