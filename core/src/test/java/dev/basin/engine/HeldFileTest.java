package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may have a file, in this process and in another. */
final class HeldFileTest {
  @TempDir private Path directory;

  /** Tries to hold a file, and says whether that went. */
  static final class Another {
    private Another() {}

    public static void main(String[] words) throws IOException {
      try (HeldFile held = hold(Path.of(words[0])).orElse(null)) {
        System.out.print(held != null);
      }
    }
  }

  private static Optional<HeldFile> hold(Path file) throws IOException {
    return HeldFile.tryHold(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static boolean anotherProcessGets(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Another.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said).isIn("true", "false");
    return said.equals("true");
  }

  @Test
  void oneHasItAtATime() throws IOException {
    Path file = directory.resolve("lock");
    try (HeldFile first = hold(file).orElseThrow()) {
      assertThat(first.channel().isOpen()).isTrue();
      assertThat(hold(file)).isEmpty();
      assertThat(hold(directory.resolve("other"))).get().satisfies(HeldFile::close);
    }
    try (HeldFile again = hold(file).orElseThrow()) {
      assertThat(again.channel().isOpen()).isTrue();
    }
  }

  @Test
  void anotherWayToItIsTheSameFile() throws IOException {
    Path file = directory.resolve("lock");
    Path roundabout = Files.createDirectory(directory.resolve("below")).resolve("../lock");
    try (HeldFile first = hold(file).orElseThrow()) {
      assertThat(first.channel().isOpen()).isTrue();
      assertThat(hold(roundabout)).isEmpty();
    }
  }

  /** Closing a second descriptor would give the lock away. */
  @Test
  void isNotLostToAnotherProcessWhenAskedForTwice() throws Exception {
    Path file = directory.resolve("lock");
    try (HeldFile first = hold(file).orElseThrow()) {
      assertThat(first.channel().isOpen()).isTrue();
      assertThat(hold(file)).isEmpty();
      assertThat(anotherProcessGets(file)).isFalse();
    }
    assertThat(anotherProcessGets(file)).isTrue();
  }

  @Test
  void whatCannotBeOpenedIsNotHeld() throws IOException {
    Path file = directory.resolve("absent").resolve("lock");
    assertThatThrownBy(() -> hold(file)).isInstanceOf(FileSystemException.class);
    Files.createDirectory(directory.resolve("absent"));
    try (HeldFile held = hold(file).orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
    }
  }

  @Test
  void aRemovableFileGoesAndComesAgain() throws IOException {
    Path file = directory.resolve("lock");
    HeldFile first = HeldFile.tryHoldRemovable(file).orElseThrow();
    assertThat(HeldFile.tryHoldRemovable(file)).isEmpty();
    first.remove();
    assertThat(file).doesNotExist();
    HeldFile second = HeldFile.tryHoldRemovable(file).orElseThrow();
    first.remove(); // a second time, which must not touch the other's
    assertThat(file).exists();
    assertThat(HeldFile.tryHoldRemovable(file)).isEmpty();
    second.close();
    assertThat(HeldFile.tryHoldRemovable(file)).get().satisfies(HeldFile::remove);
  }

  /** Nobody holds a file that was removed under him while another holds one of that name. */
  @Test
  @Timeout(60)
  void aRemovableFileHasOneHolderHoweverManyComeAndGo() throws Exception {
    Path file = directory.resolve("lock");
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger held = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int k = 0; k < 500; k++) {
                    Optional<HeldFile> taken = HeldFile.tryHoldRemovable(file);
                    if (taken.isPresent()) {
                      assertThat(holders.incrementAndGet()).isEqualTo(1);
                      assertThat(file).exists();
                      held.incrementAndGet();
                      holders.decrementAndGet();
                      taken.get().remove();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(held.get()).isPositive();
    assertThat(file).doesNotExist();
  }
}
