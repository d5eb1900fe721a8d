package dev.basin.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.Sha256;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.study.CanonicalJson;
import dev.basin.lab.study.TrialConfig;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private final List<String> notes = new ArrayList<>();

  /** A store with a trial that was begun, which only a store of this Basin has. */
  private Path storeWithATrial() {
    Path root = directory.resolve("store");
    TrialConfig config =
        new TrialConfig(
            "F1",
            "mnist",
            600,
            5000,
            BatchSchedule.constant(256),
            new StoppingRule(40, 10, 0),
            OptimizerConfig.parse("sgd:lr=0.2"),
            StepConfig.defaults(),
            7,
            2,
            null,
            List.of(),
            false,
            null);
    trial = RunStore.open(root).trial(config).root().resolve("trial.json");
    StoreFile.write(trial, CanonicalJson.page(Map.of("config", config)));
    return root;
  }

  private Path trial = Path.of("");

  @Test
  void anyDamageOfTheMarkIsRepairedAndSaid() throws IOException {
    Path root = storeWithATrial();
    Path mark = root.resolve("basin-store.json");
    byte[] sound = Files.readAllBytes(mark);
    for (int at = 0; at < sound.length; at++) {
      for (int bit : new int[] {1, 2, 0x80}) {
        byte[] damaged = sound.clone();
        damaged[at] ^= (byte) bit;
        Files.write(mark, damaged);
        notes.clear();
        RunStore.existing(root, notes::add);
        if (!(Character.isWhitespace(sound[at]) && Character.isWhitespace(damaged[at]))) {
          assertThat(notes).as("byte %d, bit %d", at, bit).hasSize(1);
          assertThat(notes.get(0)).contains(mark.toString(), "it was made again");
          assertThat(mark).hasBinaryContent(sound);
        }
      }
    }
  }

  @Test
  void aMissingMarkIsMadeAgain() throws IOException {
    Path root = storeWithATrial();
    Path mark = root.resolve("basin-store.json");
    byte[] sound = Files.readAllBytes(mark);
    List<Consumer<Path>> openings =
        List.of(
            path -> RunStore.open(path, notes::add),
            path -> RunStore.existing(path, notes::add),
            path -> RunStore.orNothing(path, notes::add));
    for (Consumer<Path> open : openings) {
      Files.delete(mark);
      notes.clear();
      open.accept(root);
      assertThat(notes).hasSize(1);
      assertThat(notes.get(0)).contains(mark + " is missing; it was made again");
      assertThat(mark).hasBinaryContent(sound);
    }
    Files.delete(mark);
    Files.writeString(trial, Files.readString(trial).replace("600", "601")); // another's name
    assertThatThrownBy(() -> RunStore.existing(root)).hasMessageContaining("is not a store");
    assertThatThrownBy(() -> RunStore.open(root)).hasMessageContaining("holds no store");
  }

  /** What a later version wrote is another format, and not damage. */
  @Test
  void aSoundMarkOfAnotherFormatIsNeverReplaced() throws IOException {
    Path root = storeWithATrial();
    String text = "{\n  \"format\" : 3\n}\n";
    Files.writeString(root.resolve("basin-store.json"), text);
    Files.writeString(root.resolve("basin-store.sha256"), Sha256.of(text) + "  basin-store.json\n");
    assertThatThrownBy(() -> RunStore.open(root)).hasMessageContaining("says format 3");
    assertThatThrownBy(() -> RunStore.existing(root)).hasMessageContaining("says format 3");
    assertThat(root.resolve("basin-store.json")).hasContent(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"locks", "studies", "trials", "joint", "damaged", "figures"})
  void aPartThatIsALinkOutOfTheStoreIsNotFollowed(String part) throws IOException {
    Path root = storeWithATrial();
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path here = root.resolve(part);
    if (Files.exists(here)) {
      Files.move(here, root.resolve("was-" + part));
    }
    Files.createSymbolicLink(here, elsewhere);
    assertThatThrownBy(() -> RunStore.open(root))
        .isInstanceOf(DamagedException.class)
        .hasMessageContainingAll(here + " is a symbolic link to " + elsewhere, "remove it");
    assertThatThrownBy(() -> RunStore.existing(root)).isInstanceOf(DamagedException.class);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aLockThatIsALinkOutOfTheStoreIsNotWritten() throws IOException {
    Path root = storeWithATrial();
    Path precious = Files.writeString(directory.resolve("precious"), "mine");
    Files.delete(root.resolve("locks/store.lock"));
    Files.createSymbolicLink(root.resolve("locks/store.lock"), precious);
    assertThatThrownBy(() -> RunStore.open(root)).hasMessageContaining("store.lock is a symbolic");
    assertThat(precious).hasContent("mine");
  }

  @Test
  void aStoreMayBeReachedThroughALinkAndHaveLinksInside() throws IOException {
    Path root = storeWithATrial();
    Path link = Files.createSymbolicLink(directory.resolve("link"), root);
    Files.move(root.resolve("trials"), root.resolve("runs"));
    Files.createSymbolicLink(root.resolve("trials"), Path.of("runs"));
    RunStore.open(link, notes::add);
    RunStore.existing(link, notes::add);
    assertThat(notes).isEmpty();
  }
}
