package dev.basin.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.RunFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
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
  void anotherFoldersContentIsLeftAlone() throws IOException {
    Path other = Files.writeString(directory.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> RunStore.open(directory))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("holds no store of studies; choose another --store");
    assertThat(directory.toFile().list()).containsExactly(other.getFileName().toString());
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    Files.writeString(directory.resolve("basin-store.json"), "{\"format\": 2}");
    assertThatThrownBy(() -> RunStore.open(directory)).hasMessageContaining("says format 2");
    Files.writeString(directory.resolve("basin-store.json"), "{");
    assertThatThrownBy(() -> RunStore.existing(directory)).hasMessageContaining("is damaged");
  }

  @Test
  void whatIsNoStoreIsSaid() {
    assertThatThrownBy(() -> RunStore.existing(directory))
        .hasMessageContaining("is not a store of studies; make one with 'basin study run'");
  }
}
