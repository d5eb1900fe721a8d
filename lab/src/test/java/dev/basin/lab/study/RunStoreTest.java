package dev.basin.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.RunFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a folder has to be for a store to be opened in it. */
final class RunStoreTest {
  @TempDir private Path directory;

  @Test
  void aRunKilledWhileItMadeTheStoreIsNoHindrance() throws IOException {
    Files.createDirectories(directory.resolve("locks"));
    Path left = directory.resolve(".basin-store.json." + UUID.randomUUID() + ".tmp");
    Files.writeString(left, "{");
    RunStore.open(directory);
    assertThat(left).doesNotExist();
    assertThat(directory.resolve("basin-store.json")).exists();
    assertThat(RunStore.existing(directory).keys()).isEmpty();
  }

  @Test
  @Timeout(120)
  void severalMayMakeTheSameStoreAtOnce() throws Exception {
    int openers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(openers);
    try {
      for (int k = 0; k < 100; k++) {
        Path root = directory.resolve("store-" + k);
        CyclicBarrier together = new CyclicBarrier(openers);
        List<Future<Path>> opened = new ArrayList<>();
        for (int each = 0; each < openers; each++) {
          opened.add(
              threads.submit(
                  () -> {
                    together.await();
                    Path store = RunStore.open(root).root();
                    return Files.createDirectories(store.resolve("trials")); // and begins
                  }));
        }
        for (Future<Path> each : opened) {
          assertThat(each.get()).exists();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anotherFoldersContentIsLeftAlone() throws IOException {
    Path other = Files.writeString(directory.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> RunStore.open(directory))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("holds no store of studies; choose another --store");
    assertThat(directory.toFile().list()).containsExactly(other.getFileName().toString());
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    Files.writeString(directory.resolve("basin-store.json"), "{\"format\": 3}");
    assertThatThrownBy(() -> RunStore.open(directory)).hasMessageContaining("says format 3");
    Files.writeString(directory.resolve("basin-store.json"), "{\"format\": 1}");
    assertThatThrownBy(() -> RunStore.open(directory))
        .hasMessageContaining("says format 1; this Basin knows format 2, in which runs have other");
    Files.writeString(directory.resolve("basin-store.json"), "{");
    assertThatThrownBy(() -> RunStore.existing(directory)).hasMessageContaining("is damaged");
  }

  @Test
  void whatIsNoStoreIsSaid() {
    assertThatThrownBy(() -> RunStore.existing(directory))
        .hasMessageContaining("is not a store of studies; make one with 'basin study run'");
  }
}
