package dev.basin.lab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the parts of a trial took. */
final class TimesTest {
  @TempDir private Path directory;

  @Test
  void whatWasCutShortHarmsNoOtherLine() throws IOException {
    Path file = directory.resolve("times.jsonl");
    StoreFile.append(file, Times.epoch(1, 2.5));
    Files.writeString(file, Files.readString(file) + "{\"epoch\": 2, \"sec");
    StoreFile.append(file, Times.epoch(1, 3));
    StoreFile.append(file, Times.epoch(2, 4));
    StoreFile.append(file, Times.measurement("losses", 100));
    assertThat(Files.readAllLines(file)).hasSize(5);
    assertThat(Times.epochs(Files.readString(file))).isEqualTo(Map.of(1, 3.0, 2, 4.0));
    assertThat(Times.measurements(Files.readString(file))).isEqualTo(100);
    assertThat(Times.epochs("{")).isEmpty();
  }
}
