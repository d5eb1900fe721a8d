package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void createsAndReplaces() throws IOException {
    Path target = directory.resolve("value.txt");
    AtomicFile.write(target, channel -> channel.write(bytes("one, the longer")));
    AtomicFile.write(target, channel -> channel.write(bytes("two")));
    assertThat(target).hasContent("two");
    assertThat(directory).isDirectoryContaining(path -> path.equals(target));
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void leavesTheTargetAndNoRubbishWhenTheWriterFails() throws IOException {
    Path target = directory.resolve("value.txt");
    Files.writeString(target, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    channel -> {
                      channel.write(bytes("half"));
                      throw new IOException("disk is full");
                    }))
        .hasMessage("disk is full");
    assertThat(target).hasContent("old");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void saysWhereADirectoryIsMissing() {
    Path target = directory.resolve("absent").resolve("value.txt");
    assertThatThrownBy(() -> AtomicFile.write(target, channel -> channel.write(bytes("x"))))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void removesWhatWasLeftOfOneFileAndNothingElse() throws IOException {
    Path target = directory.resolve("value.txt");
    Path left = leftOver("value.txt");
    Path ofAnother = leftOver("value.txt.sha256");
    Path hidden = Files.writeString(directory.resolve(".value.txt.tmp"), "the user's");
    AtomicFile.removeLeftOversOf(target);
    assertThat(left).doesNotExist();
    assertThat(ofAnother).exists();
    assertThat(hidden).exists();
  }

  @Test
  void removesWhatWasLeftInAFolderAsDeepAsAsked() throws IOException {
    Path left = leftOver("value.txt");
    Path below = leftOver("below/value.txt");
    AtomicFile.removeLeftOvers(directory, 1);
    assertThat(left).doesNotExist();
    assertThat(below).exists();
    AtomicFile.removeLeftOvers(directory, Integer.MAX_VALUE);
    assertThat(below).doesNotExist();
  }

  @Test
  @Timeout(60)
  void cleansUpAfterOneFileWhileOthersAreWrittenBesideIt() throws Exception {
    Path mine = directory.resolve("mine");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              for (int k = 0; k < 1_000_000 && !over.get(); k++) {
                come(directory.resolve(".other-" + k % 50 + "." + UUID.randomUUID() + ".tmp"));
              }
            });
    try {
      for (int k = 0; k < 2_000; k++) {
        AtomicFile.removeLeftOversOf(mine);
      }
    } finally {
      over.set(true);
      others.get();
    }
  }

  /** A file that comes and goes, as one does that is being written. */
  private static void come(Path file) {
    try {
      Files.createFile(file);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is there while a file is written, and stays if the process is killed then. */
  private Path leftOver(String name) throws IOException {
    Path target = directory.resolve(name);
    Files.createDirectories(target.getParent());
    Path[] seen = new Path[1];
    AtomicFile.write(
        target,
        channel -> {
          try (var files = Files.list(target.getParent())) {
            String beginning = "." + target.getFileName() + ".";
            seen[0] =
                files
                    .filter(file -> file.getFileName().toString().startsWith(beginning))
                    .filter(AtomicFile::isLeftOver)
                    .findFirst()
                    .orElseThrow();
          }
        });
    Files.delete(target);
    return Files.writeString(seen[0], "half");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
