package dev.basin.lab.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.basin.lab.RunFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Every trial of any number of studies, as plain files:
 *
 * <pre>
 * basin-store.json    what this folder is
 * studies/NAME-SCALE.json   what was asked for: a {@link Plan}
 * trials/KEY/         a {@link TrialFolder}
 * joint/NAME.json     what was measured of several trials together
 * damaged/            what failed its checksum, put aside
 * locks/              who writes what at the moment
 * </pre>
 *
 * <p>Several processes may use a store at once; no two write the same trial.
 */
public final class RunStore {
  private static final String MARK = "basin-store.json";
  private static final int FORMAT = 2;
  private static final String LOCKS = "locks";

  /** The mark and plans are written in milliseconds: a minute is long. */
  private static final int MOST_TRIES = 3_000;

  private static final long TRY_AGAIN = 20_000_000; // nanoseconds

  private final Path root;

  private RunStore(Path root) {
    this.root = root;
  }

  private record Mark(int format) {}

  /**
   * Opens a store, or makes one in a folder that is empty or not there.
   *
   * @throws RunFolderException if the folder holds something else, or cannot be written
   */
  public static RunStore open(Path root) {
    RunStore store = new RunStore(root);
    requireOwn(root);
    try (StoreLock held = store.lockOfAll()) {
      StoreFile.removeLeftOvers(root);
      if (!Files.exists(root.resolve(MARK))) {
        StoreFile.write(root.resolve(MARK), CanonicalJson.page(new Mark(FORMAT)));
      }
    }
    store.requireFormat();
    return store;
  }

  /**
   * Opens a store that is there.
   *
   * @throws RunFolderException if there is none
   */
  public static RunStore existing(Path root) {
    if (!Files.exists(root.resolve(MARK))) {
      throw new RunFolderException(
          root
              + " is not a store of studies; make one with 'basin study run', or say another"
              + " --store");
    }
    RunStore store = new RunStore(root);
    store.requireFormat();
    return store;
  }

  /** A store that may not be there yet, to be looked at only. */
  public static RunStore orNothing(Path root) {
    return Files.exists(root.resolve(MARK)) ? existing(root) : new RunStore(root);
  }

  /** Before the lock, which is a file of its own, is put into somebody's folder. */
  private static void requireOwn(Path root) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (var entries = Files.list(root)) {
      // in this order: another process that makes the store now writes the mark first
      if (entries.anyMatch(entry -> !isOwn(entry)) && !Files.exists(root.resolve(MARK))) {
        throw new RunFolderException(
            root + " is not empty and holds no store of studies; choose another --store");
      }
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", root, e);
    }
  }

  /** What may be there before the mark: locks, and what a killed process was writing. */
  private static boolean isOwn(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith(".") || name.equals(LOCKS);
  }

  /** The lock under which the mark and the plans are written; waits for it. */
  private StoreLock lockOfAll() {
    Path file = root.resolve(LOCKS).resolve("store.lock");
    for (int k = 0; k < MOST_TRIES; k++) {
      Optional<StoreLock> taken =
          StoreLock.tryTake(file, "process " + ProcessHandle.current().pid());
      if (taken.isPresent()) {
        return taken.get();
      }
      LockSupport.parkNanos(TRY_AGAIN);
    }
    throw new RunFolderException(
        file + " is held by another process (" + owner("store") + "); end it and run this again");
  }

  private void requireFormat() {
    Path file = root.resolve(MARK);
    try {
      Mark mark = CanonicalJson.read(StoreFile.read(file).orElse(""), Mark.class);
      if (mark.format() != FORMAT) {
        throw new RunFolderException(
            file
                + " says format "
                + mark.format()
                + "; this Basin knows format "
                + FORMAT
                + (mark.format() < FORMAT
                    ? ", in which runs have other names: run the studies into another store, or go"
                        + " on with the Basin that made this one"
                    : "; go on with the Basin that made it"));
      }
    } catch (JsonProcessingException e) {
      throw new RunFolderException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** A trial's folder; need not exist. */
  public TrialFolder trial(TrialConfig config) {
    return new TrialFolder(root.resolve("trials").resolve(config.key()), config);
  }

  /** The folder of the trial with this key; the trial's configuration is not known by it. */
  Path trial(String key) {
    return root.resolve("trials").resolve(key);
  }

  Optional<StoreLock> tryLock(String name, String owner) {
    return StoreLock.tryTake(root.resolve(LOCKS).resolve(name + ".lock"), owner);
  }

  /** Who holds or last held a lock. */
  String owner(String name) {
    return StoreFile.read(root.resolve(LOCKS).resolve(name + ".lock")).orElse("").strip();
  }

  /** Puts a trial that is damaged aside. */
  Path putAside(TrialFolder trial) {
    Path damaged = root.resolve("damaged");
    try {
      Files.createDirectories(damaged);
      for (int k = 1; ; k++) {
        Path target = damaged.resolve(trial.config().key() + "-" + k);
        if (!Files.exists(target)) {
          return Files.move(trial.root(), target);
        }
      }
    } catch (IOException e) {
      throw StoreFile.failure("cannot move", trial.root(), e);
    }
  }

  /** Where a measurement of several trials together is kept. */
  public MeasurementFile measurement(Plan.Joint joint) {
    return new MeasurementFile(
        root.resolve("joint").resolve(joint.name() + ".json"), joint.what(), joint.keys());
  }

  private Path studyFile(String name) {
    return root.resolve(name + ".yaml");
  }

  /** The text of a study that lies in the store. */
  public Optional<String> studyText(String name) {
    return StoreFile.read(studyFile(name));
  }

  /** Keeps the text of a study in the store, for the commands that read study files. */
  public void keepStudyText(String name, String text) {
    StoreFile.write(studyFile(name), text);
  }

  private Path plan(String study, Scale scale) {
    return root.resolve("studies").resolve(study + "-" + scale.label() + ".json");
  }

  /** Keeps what a study asks for, in place of what it asked for before. */
  public void write(Plan plan) {
    try (StoreLock held = lockOfAll()) {
      StoreFile.writeDocument(plan(plan.study().name(), plan.study().scale()), plan);
    }
  }

  /** Whether a study was ever run at a scale. */
  public boolean hasPlan(StudyFile study, Scale scale) {
    return StoreFile.isDocument(plan(study.name(), scale));
  }

  /**
   * What a study asked for when it was last run at a scale.
   *
   * @throws RunFolderException if it was never run here, or its plan is damaged
   */
  public Plan plan(StudyFile study, Scale scale) {
    Path file = plan(study.name(), scale);
    try {
      String text =
          StoreFile.readDocument(file)
              .orElseThrow(
                  () ->
                      new RunFolderException(
                          "study "
                              + study.name()
                              + " was never run at scale "
                              + scale.label()
                              + " in "
                              + root
                              + "; run it with 'basin study run'"));
      return CanonicalJson.read(text, Plan.class);
    } catch (JsonProcessingException e) {
      throw new RunFolderException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** The keys of every trial that has a folder, in order. */
  public List<String> keys() {
    Path trials = root.resolve("trials");
    if (!Files.isDirectory(trials)) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    try (var entries = Files.list(trials)) {
      entries.sorted().forEach(entry -> keys.add(entry.getFileName().toString()));
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", trials, e);
    }
    return keys;
  }
}
