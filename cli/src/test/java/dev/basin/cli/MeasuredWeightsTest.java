package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.RunFolderException;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredWeightsTest {
  @TempDir Path directory;

  /** FIPS 180-2, appendix B.1. */
  @Test
  void isKnownByItsDigest() throws IOException {
    Path file = Files.writeString(directory.resolve("abc"), "abc");
    assertThat(MeasuredWeights.of(file).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void refusesAFileThatChanges() throws IOException {
    Path file = Files.writeString(directory.resolve("w.safetensors"), "before");
    MeasuredWeights weights = MeasuredWeights.of(file);
    assertThatCode(weights::requireUnchanged).doesNotThrowAnyException();
    Files.writeString(file, "after");
    assertThatThrownBy(weights::requireUnchanged)
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("has changed while it was measured");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> MeasuredWeights.of(directory.resolve("none")))
        .isInstanceOf(WeightsMismatchException.class)
        .hasMessageContaining("no such weight file");
  }
}
