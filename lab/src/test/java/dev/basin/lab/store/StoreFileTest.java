package dev.basin.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.study.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents with their sums. */
final class StoreFileTest {
  @TempDir private Path directory;

  @Test
  @Timeout(120)
  void whatIsReplacedWhileItIsReadIsOneOfBoth() throws Exception {
    Path file = directory.resolve("document.json");
    StoreFile.writeDocument(file, List.of(0));
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int k = 1; k <= 50; k++) {
                StoreFile.writeDocument(file, List.of(k));
              }
            });
    int last = 0;
    while (!writer.isDone()) {
      int read = value(file);
      assertThat(read).isGreaterThanOrEqualTo(last);
      last = read;
    }
    writer.get();
    assertThat(value(file)).isEqualTo(50);
  }

  private static int value(Path file) throws IOException {
    Optional<String> text = StoreFile.readDocument(file);
    return CanonicalJson.read(text.orElseThrow(), int[].class)[0];
  }

  @Test
  void whatIsNotWhatWasWrittenIsDamaged() throws IOException {
    Path file = directory.resolve("document.json");
    StoreFile.writeDocument(file, List.of(1));
    Files.writeString(file, "[2]");
    assertThatThrownBy(() -> StoreFile.readDocument(file))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining(file + " is damaged: its SHA-256 is ");
  }

  @Test
  void withoutItsSumItDoesNotCount() {
    Path file = directory.resolve("document.json");
    StoreFile.write(file, "[1]");
    assertThat(StoreFile.readDocument(file)).isEmpty();
    assertThat(StoreFile.isDocument(file)).isFalse();
  }
}
