package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @TempDir Path directory;

  @AfterAll
  static void endThreads() {
    THREADS.shutdownNow();
  }

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

  @Test
  void createsButNeverReplaces() throws IOException {
    Path target = directory.resolve("value.txt");
    AtomicFile.create(target, channel -> channel.write(bytes("first")));
    assertThatThrownBy(() -> AtomicFile.create(target, channel -> channel.write(bytes("second"))))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("value.txt");
    assertThat(target).hasContent("first");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
    assertThatThrownBy(() -> AtomicFile.create(link, channel -> channel.write(bytes("third"))))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("value.txt", "link");
  }

  @Test
  @Timeout(60)
  void ofSeveralThatCreateAFileOneDoes() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path target = directory.resolve("value-" + round);
      CyclicBarrier together = new CyclicBarrier(4);
      List<CompletableFuture<Boolean>> all =
          Stream.of("a", "b", "c", "d")
              .map(
                  text ->
                      CompletableFuture.supplyAsync(() -> creates(target, text, together), THREADS))
              .toList();
      int created = 0;
      for (CompletableFuture<Boolean> each : all) {
        created += each.get() ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
    }
  }

  private static boolean creates(Path target, String text, CyclicBarrier together) {
    try {
      AtomicFile.create(
          target,
          channel -> {
            channel.write(bytes(text));
            await(together);
          });
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 255 bytes are what file systems take; the temporary name must not need more. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e9", "\u6f22", "\ud83d\ude00"})
  void writesFilesOfTheLongestNames(String letter) throws IOException {
    int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
    Path target = directory.resolve(letter.repeat(255 / bytes));
    AtomicFile.write(target, channel -> channel.write(bytes("whole")));
    assertThat(target).hasContent("whole");
    AtomicFile.tryOut(target, 10);
    AtomicFile.removeLeftOversOf(target);
    assertThat(directory.toFile().list()).hasSize(1);
    Path longer = directory.resolve(letter.repeat(255 / bytes) + "aaaa");
    assertThatThrownBy(() -> AtomicFile.tryOut(longer, 10))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("name too long");
  }

  @Test
  void tryingOutLeavesNothing() throws IOException {
    Path there = Files.writeString(directory.resolve("there"), "old");
    AtomicFile.tryOut(there, 100_000);
    AtomicFile.tryOut(directory.resolve("new"), 100_000);
    assertThat(there).hasContent("old");
    assertThat(directory.toFile().list()).containsExactly("there");
  }

  @Test
  void tryingOutSaysWhatIsInTheWay() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    assertThatThrownBy(() -> AtomicFile.tryOut(folder, 1)).hasMessageContaining("it is a folder");
    Path below = Files.writeString(directory.resolve("file"), "").resolve("below");
    assertThatThrownBy(() -> AtomicFile.tryOut(below, 1)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> AtomicFile.tryOut(folder.resolve("absent/file"), 1))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("absent/file").toString());
    assertThatThrownBy(() -> AtomicFile.tryOut(directory.resolve("huge"), Long.MAX_VALUE))
        .hasMessageContainingAll("not enough room on the disk for huge", "are left");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("folder", "file");
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
