package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code basin train} is one run of a store: found again, gone on with, and the same everywhere.
 */
final class TrainCommandTest {
  private static final int KILLS = 10;

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path data;

  @BeforeAll
  static void prepare() throws IOException {
    data = Data.smallSet(shared.resolve("small"));
  }

  /** What is in {@code more} replaces what is usual. */
  private List<String> words(Path store, String... more) {
    List<String> added = List.of(more);
    List<String> words = new ArrayList<>(List.of("train", "--network", "F1"));
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("--data", data.toString());
    usual.put("--batch", "10");
    usual.put("--epochs", "3");
    usual.put("--seed", "7");
    usual.put("--store", store.toString());
    usual.forEach(
        (option, value) -> {
          if (!added.contains(option)) {
            words.addAll(List.of(option, value));
          }
        });
    words.addAll(added);
    return words;
  }

  private static Run run(List<String> words) {
    Run run = Run.of(words);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  /** The bytes of every file of weights of the trials whose names begin so. */
  private static Map<String, String> weights(Path store, String key) throws IOException {
    Map<String, String> found = new TreeMap<>();
    Folder.hashes(store)
        .forEach(
            (name, hash) -> {
              if (name.startsWith("trials/" + key) && name.endsWith(".safetensors")) {
                found.put(name, hash);
              }
            });
    return found;
  }

  @Test
  void trainCompareAndAStudyGiveTheSameBytes() throws IOException {
    Path trained = directory.resolve("trained");
    run(words(trained));
    Path compared = directory.resolve("compared");
    run(
        List.of(
            ("compare F1 --data %s --small-batch 10 --large-batch 20 --epochs 3 --seed 7 --epsilon"
                    + " 1e-3 --subspace 0 --maximizer sign --points 2 --out %s")
                .formatted(data, compared)
                .split(" ")));
    Path study = directory.resolve("one.yaml");
    Files.writeString(
        study,
        """
        title: One
        show: [accuracy]
        epochs: 3
        seed: 7
        arms:
          A: {batch: 25%%}
        networks:
          - {network: F1, data: "%s"}
        """
            .formatted(data));
    Path studied = directory.resolve("studied");
    run(List.of("study", "run", study.toString(), "--store", studied.toString()));

    Map<String, String> expected = weights(trained, "F1-b10-");
    assertThat(expected).hasSize(2);
    assertThat(weights(compared, "F1-b10-")).isEqualTo(expected);
    assertThat(weights(studied, "F1-b10-")).isEqualTo(expected);
  }

  @Test
  void theSolutionIsCopiedAndTheRunIsFoundAgain() throws IOException {
    Path store = directory.resolve("store");
    Path out = directory.resolve("w.safetensors");
    Path iterates = directory.resolve("iterates");
    List<String> words = words(store, "--out", out.toString(), "--iterates", iterates.toString());
    Run first = run(words);
    Map<String, String> before = Folder.hashes(directory);

    Run again = run(words);

    assertThat(again.out()).isEqualTo(first.out());
    assertThat(Folder.hashes(directory)).isEqualTo(before);
    String solution = before.get("w.safetensors");
    assertThat(weights(store, "F1-b10-").values()).contains(solution);
    assertThat(iterates.toFile().list()).hasSize(4);
    assertThat(before.get("iterates/iterate-00003.safetensors")).isEqualTo(solution);
  }

  /** Of data that are counted only when they are opened. */
  @Test
  void aLimitBeyondTheDataIsRefused() {
    Run run = Run.of(words(directory.resolve("store"), "--limit", "41"));
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--limit is 41; expected from 1 to 40");
  }

  /** The sizes that such a run had are not in its configuration. */
  @Test
  void batchesThatTrainingChoseAreNotTold() throws IOException {
    Path store = directory.resolve("store");
    String[] json = {"--batch", "24", "--epochs", "1", "--json"};
    assertThat(Json.strict(run(words(store, json)).out()).has("batches")).isTrue();
    List<String> chosen = words(store, json);
    chosen.addAll(List.of("--remedy", "dynamic-sampling:test=variance,start=16"));
    assertThat(Json.strict(run(chosen).out()).has("batches")).isFalse();
  }

  @Test
  void whatIsAnothersIsLeftAlone() throws IOException {
    Path store = directory.resolve("store");
    Path out = directory.resolve("w.safetensors");
    Path iterates = directory.resolve("iterates");
    run(words(store, "--out", out.toString(), "--iterates", iterates.toString()));
    Map<String, String> before = Folder.hashes(directory);

    Run other = Run.of(words(store, "--epochs", "4", "--out", out.toString()));
    OneLine.assertFailure(other, ExitCode.OUTPUT);
    assertThat(other.err()).contains(out + " exists already; choose another --out");
    other = Run.of(words(store, "--epochs", "4", "--iterates", iterates.toString()));
    OneLine.assertFailure(other, ExitCode.OUTPUT);
    assertThat(other.err()).contains("holds more than this run; choose another --iterates");
    assertThat(Folder.hashes(directory)).isEqualTo(before);

    Files.write(out, new byte[] {0}, StandardOpenOption.APPEND);
    other = Run.of(words(store, "--out", out.toString()));
    OneLine.assertFailure(other, ExitCode.OUTPUT);
    assertThat(other.err()).contains(out + " exists already", "choose another --out");
  }

  /** The noise scale of steps is kept, and a run that lacks it is trained again to the same end. */
  @Test
  void theNoiseScaleIsKept() throws IOException {
    Path store = directory.resolve("store");
    run(words(store, "--batch", "20"));
    Map<String, String> before = weights(store, "F1-b20-");
    Run first = run(words(store, "--batch", "20", "--noise-scale"));
    assertThat(first.err()).contains("trained again to keep what is now asked for");
    Run again = run(words(store, "--batch", "20", "--noise-scale"));
    assertThat(again.out()).isEqualTo(first.out()).contains("epoch 3: gradient noise scale");
    assertThat(again.err()).doesNotContain("trained again");
    assertThat(weights(store, "F1-b20-")).isEqualTo(before);
  }

  /** Where the weights lie that a run starts from is nothing to it. */
  @Test
  void aStartFromAFileIsKnownByItsContent() throws IOException {
    Path store = directory.resolve("store");
    Path start = Data.weights(directory.resolve("start.safetensors"), 3);
    run(words(store, "--from", start.toString(), "--json"));
    Map<String, String> before = weights(store, "F1-b10-");
    Path moved = Files.move(start, directory.resolve("moved.safetensors"));
    run(words(store, "--from", moved.toString()));
    assertThat(weights(store, "F1-b10-")).isEqualTo(before).hasSize(2);
    Data.weights(moved, 4);
    run(words(store, "--from", moved.toString()));
    assertThat(weights(store, "F1-b10-")).hasSize(4);
  }

  /** At random moments, often in the midst of writing a file. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void killedTenTimesGivesTheSameBytes() throws Exception {
    Path whole = directory.resolve("whole");
    Path store = directory.resolve("killed");
    Path out = directory.resolve("w.safetensors");
    Path iterates = directory.resolve("iterates");
    String[] more = {"--epochs", "12", "--noise-scale", "--iterates", iterates.toString()};
    run(words(whole, "--epochs", "12", "--noise-scale"));
    List<String> words = words(store, more);
    words.addAll(List.of("--out", out.toString()));
    RandomStream random = new RandomStream(11);
    int killed = 0;
    for (int k = 0; k < KILLS; k++) {
      int wanted = files(store) + 1 + (int) (random.nextLong() >>> 1) % 3;
      int wait = (int) ((random.nextLong() >>> 1) % 40);
      try (Child child = Child.start(directory, words.toArray(new String[0]))) {
        child.signalWhen(
            "KILL",
            () -> {
              if (files(store) < wanted) {
                return false;
              }
              sleep(wait);
              return true;
            });
        killed += child.await().code() == 128 + 9 ? 1 : 0;
      }
    }
    Run last = Run.of(Run::savingOften, words.toArray(new String[0]));

    assertThat(last.code()).as(last.err()).isZero();
    assertThat(killed).isGreaterThanOrEqualTo(3);
    Map<String, String> expected = weights(whole, "F1-b10-");
    assertThat(weights(store, "F1-b10-")).containsAllEntriesOf(expected);
    String key = Objects.requireNonNull(whole.resolve("trials").toFile().list())[0];
    for (String file : List.of("metrics.jsonl", "result.json", "noise-scale.jsonl")) {
      assertThat(store.resolve("trials").resolve(key).resolve(file))
          .hasSameTextualContentAs(whole.resolve("trials").resolve(key).resolve(file));
    }
    assertThat(Folder.hashes(iterates)).hasSize(13);
    assertThat(expected.values()).contains(Folder.hashes(directory).get("w.safetensors"));
    assertThat(Folder.hashes(directory).keySet())
        .noneMatch(name -> name.endsWith(".tmp") || name.endsWith(".part"));
  }

  private static boolean hasCheckpoint(Path store) {
    try (var all = Files.walk(store)) {
      return all.anyMatch(file -> file.endsWith("checkpoint.safetensors"));
    } catch (IOException | UncheckedIOException e) {
      return false; // a file went away meanwhile, or nothing is there yet
    }
  }

  private static int files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var all = Files.walk(folder)) {
      return (int) all.filter(Files::isRegularFile).count();
    } catch (IOException | UncheckedIOException e) {
      return 0; // a file went away meanwhile
    }
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ctrl-C says the command that goes on, which is the same. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void interruptedSaysHowToGoOn() throws Exception {
    Path store = directory.resolve("interrupted");
    List<String> words = words(store, "--epochs", "1000", "--patience", "1000");
    try (Child child = Child.start(directory, words.toArray(new String[0]))) {
      child.signalWhen("INT", () -> hasCheckpoint(store));
      Run run = child.await();
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(run.err())
          .endsWith("basin: to go on: ./basin " + String.join(" ", words) + System.lineSeparator());
    }
    assertThat(hasCheckpoint(store)).isTrue();
  }
}
