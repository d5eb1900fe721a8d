package dev.basin.lab.store;

import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.TrialConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a store holds, trial by trial, without checking what was written. */
public final class StoreContents {
  private final RunStore store;
  private final Map<String, List<String>> askedBy = new TreeMap<>();

  /** Looks at a store. */
  public StoreContents(RunStore store) {
    this.store = store;
    store
        .plans()
        .values()
        .forEach(
            plan -> {
              String name = plan.study().name() + " at scale " + plan.study().scale().label();
              plan.runs().forEach(run -> add(run, name));
            });
  }

  private void add(Plan.Run run, String study) {
    addTo(run.config().key(), study);
    TrialConfig.Iterate from = run.config().from();
    if (from != null) {
      addTo(from.trial(), study);
    }
  }

  private void addTo(String key, String study) {
    List<String> studies = askedBy.computeIfAbsent(key, k -> new ArrayList<>());
    if (!studies.contains(study)) {
      studies.add(study);
    }
  }

  /**
   * A trial as a line of a list.
   *
   * @param key its name
   * @param state {@code complete}, {@code diverged}, {@code running}, {@code stopped}, or {@code
   *     damaged}
   * @param changed when it was last changed
   * @param bytes of all its files
   * @param testAccuracy in percent at the solution; null where there is none
   * @param studies that ask for it
   */
  public record Row(
      String key,
      String state,
      Instant changed,
      long bytes,
      @Nullable Double testAccuracy,
      List<String> studies) {

    /** Copies the list. */
    public Row {
      studies = List.copyOf(studies);
    }
  }

  /** Every trial, in the order of their names. */
  public List<Row> rows() {
    return store.keys().stream().map(this::row).toList();
  }

  private Row row(String key) {
    Path folder = store.root().resolve("trials").resolve(key);
    String state = "stopped";
    Double accuracy = null;
    try {
      TrialFolder trial = store.trial(key);
      if (trial.isComplete()) {
        TrialOutcome outcome = trial.outcome();
        accuracy = outcome.test() == null ? null : outcome.test().accuracy();
        state = outcome.diverged() ? "diverged" : "complete";
      } else if (store.isHeld(key)) {
        state = "running";
      }
    } catch (DamagedException e) {
      state = "damaged";
    }
    return new Row(key, state, changed(folder), bytes(folder), accuracy, studies(key));
  }

  /** The studies that ask for a trial. */
  public List<String> studies(String key) {
    return askedBy.getOrDefault(key, List.of());
  }

  private static Instant changed(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(StoreContents::time).max(Instant::compareTo).orElse(Instant.EPOCH);
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", folder, e);
    }
  }

  private static Instant time(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // gone meanwhile
    }
  }

  /** Bytes of a file, or of all files of a folder. */
  static long bytes(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(StoreContents::length).sum();
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", path, e);
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // gone meanwhile
    }
  }

  /**
   * The one trial of a store whose name begins so.
   *
   * @throws IllegalArgumentException if there is none, or more than one
   */
  public static TrialFolder find(RunStore store, String prefix) {
    List<String> keys = store.keys();
    List<String> found =
        keys.contains(prefix)
            ? List.of(prefix)
            : keys.stream().filter(key -> key.startsWith(prefix)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.isEmpty()
              ? "no trial of "
                  + store.root()
                  + " is called '"
                  + prefix
                  + "'; 'basin store list'"
                  + " names them"
              : "'"
                  + prefix
                  + "' begins the names of "
                  + found.size()
                  + " trials: "
                  + String.join(", ", found)
                  + "; say more of one");
    }
    return store.trial(found.get(0));
  }

  /**
   * Something that was measured of a trial.
   *
   * @param epoch after which epoch, null for the solution
   * @param what was measured
   * @param result as its instrument has it
   */
  public record Measured(@Nullable Integer epoch, Measurement what, Object result) {}

  /** All that was measured of a trial and is whole. */
  public static List<Measured> measured(TrialFolder trial) {
    List<Measured> all = new ArrayList<>();
    for (String folder : List.of("measurements", "machine")) {
      StoreFile.children(trial.root().resolve(folder)).stream()
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(file -> trial.read(file).ifPresent(all::add));
    }
    return all;
  }

  /** The lines of a measurement, as the instrument's command prints them. */
  public static List<String> lines(Measured measured) {
    return lines(Instruments.named(measured.what().instrument()), measured);
  }

  private static <R> List<String> lines(Instrument<R> instrument, Measured measured) {
    return instrument.lines(
        measured.what().settings(), instrument.resultType().cast(measured.result()));
  }
}
