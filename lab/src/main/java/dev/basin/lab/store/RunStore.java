package dev.basin.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.basin.engine.AtomicFile;
import dev.basin.engine.HeldFile;
import dev.basin.engine.JsonDamage;
import dev.basin.engine.Sha256;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.study.CanonicalJson;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.TrialConfig;
import dev.basin.lab.study.yaml.StudyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Every trial of any number of studies, as plain files:
 *
 * <pre>
 * basin-store.json    what this folder is, with its sum in basin-store.sha256
 * studies/NAME-SCALE.json   what was asked for: a {@link Plan}
 * starts/SHA256.safetensors   weights that were given for runs to start from
 * trials/KEY/         a {@link TrialFolder}
 * joint/NAME.json     what was measured of several trials together
 * damaged/            what failed its checksum, put aside
 * locks/              who writes what at the moment
 * </pre>
 *
 * <p>Several processes may use a store at once; no two write the same trial.
 */
public final class RunStore {
  /** The SHA-256 of each file of the page on top of a store, as {@code sha256sum} writes them. */
  public static final String PAGE_SUMS = "report.sha256";

  private static final String LOCKS = "locks";

  /** The mark and plans are written in milliseconds: a minute is long. */
  private static final int MOST_TRIES = 3_000;

  private static final long TRY_AGAIN = 20_000_000; // nanoseconds

  private final Path root;

  private final StoreBorder border;
  private final StoreMark mark;

  private RunStore(Path root) {
    this.root = root;
    this.border = new StoreBorder(root);
    this.mark = new StoreMark(root, border);
  }

  /**
   * Opens a store, or makes one in a folder that is empty or not there; see {@link #open(Path,
   * Consumer)}.
   */
  public static RunStore open(Path root) {
    return open(root, note -> {});
  }

  /**
   * Opens a store, or makes one in a folder that is empty or not there. What says that the folder
   * is a store follows from its trials: where that is missing or damaged, it is written again.
   *
   * @param notes hears what was written again
   * @throws RunFolderException if the folder holds something else, or cannot be written
   * @throws DamagedException if a part of it is a link that leads out of it
   */
  public static RunStore open(Path root, Consumer<String> notes) {
    RunStore store = new RunStore(root);
    store.requireOwn("--store");
    store.requireInside();
    try (StoreLock held = store.lockOfAll()) {
      StoreFile.removeLeftOvers(root);
      store.mark.require(true, notes);
    }
    return store;
  }

  /** Opens a store that is there; see {@link #existing(Path, Consumer)}. */
  public static RunStore existing(Path root) {
    return existing(root, note -> {});
  }

  /**
   * Opens a store that is there, to be read.
   *
   * @param notes hears what was written again
   * @throws RunFolderException if there is none
   * @throws DamagedException if a part of it is a link that leads out of it
   */
  public static RunStore existing(Path root, Consumer<String> notes) {
    RunStore store = new RunStore(root);
    if (!store.mark.isThere() && !store.mark.hasOwnContent()) {
      throw new RunFolderException(
          root
              + " is not a store of studies; make one with 'basin study run', or say another"
              + " --store");
    }
    store.requireInside();
    if (!store.mark.isSound()) {
      store.repair(notes);
    }
    return store;
  }

  /** Where the store can only be read, its mark is taken for what it was. */
  private void repair(Consumer<String> notes) {
    try (StoreLock held = lockOfAll()) {
      mark.require(false, notes);
    } catch (RunFolderException e) {
      if (!mark.mayBeRepaired() || Files.isWritable(root)) {
        throw e;
      }
      notes.accept(mark.state() + "; its trials are whole, so it is read all the same");
    }
  }

  /**
   * A store as it is, to be looked at; nothing of it is written.
   *
   * @throws RunFolderException if there is none
   */
  public static RunStore asItIs(Path root) {
    RunStore store = new RunStore(root);
    if (!store.mark.isThere() && !store.mark.hasOwnContent()) {
      throw new RunFolderException(root + " is not a store; say another --store");
    }
    return store;
  }

  /** A store that may not be there yet, to be looked at only. */
  public static RunStore orNothing(Path root, Consumer<String> notes) {
    RunStore store = new RunStore(root);
    return store.mark.isThere() || store.mark.hasOwnContent() ? existing(root, notes) : store;
  }

  /**
   * Refuses a folder that {@link #open} would refuse, before any work is done; leaves it as it is.
   *
   * @param option which one named it
   * @throws RunFolderException if it holds something else
   * @throws DamagedException if a part of it is a link that leads out of it
   */
  public static void requireUsable(Path root, String option) {
    RunStore store = new RunStore(root);
    store.requireOwn(option);
    store.requireInside();
  }

  /** Before the lock, which is a file of its own, is put into somebody's folder. */
  private void requireOwn(String option) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (var entries = Files.list(root)) {
      // in this order: another process that makes the store now writes the mark first
      if (entries.anyMatch(entry -> !isOwn(entry)) && !mark.isThere() && !mark.hasOwnContent()) {
        throw new RunFolderException(
            root + " is not empty and holds no store of studies; choose another " + option);
      }
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", root, e);
    }
  }

  private void requireInside() {
    for (String part :
        List.of(LOCKS, "studies", "starts", "trials", "joint", "damaged", "figures")) {
      border.inside(root.resolve(part));
    }
  }

  /** What may be there before the mark: locks, and what a killed process was writing. */
  private static boolean isOwn(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith(".") || name.equals(LOCKS);
  }

  /** The lock under which the mark and the plans are written; waits for it. */
  private StoreLock lockOfAll() {
    Path file = lock("store");
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

  /** Where it ends. */
  StoreBorder border() {
    return border;
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** A trial's folder; need not exist. */
  public TrialFolder trial(TrialConfig config) {
    return new TrialFolder(border, root.resolve("trials").resolve(config.key()), config);
  }

  /** The weights that runs start from which were given as a file, by their SHA-256. */
  public Path start(String sha256) {
    return border.inside(root.resolve("starts").resolve(sha256 + ".safetensors"));
  }

  /**
   * Keeps weights that runs are to start from.
   *
   * @return the SHA-256 of the file
   */
  public String keepStart(Path weights) {
    try {
      String sha256 = Sha256.of(weights);
      Path there = start(sha256);
      if (!Files.exists(there) || !Sha256.of(there).equals(sha256)) {
        Files.createDirectories(there.getParent());
        AtomicFile.write(there, AtomicFile.copyOf(weights));
      }
      return sha256;
    } catch (IOException e) {
      throw StoreFile.failure("cannot keep", weights, e);
    }
  }

  private Path lock(String name) {
    return border.inside(root.resolve(LOCKS).resolve(name + ".lock"));
  }

  public Optional<StoreLock> tryLock(String name, String owner) {
    return StoreLock.tryTake(lock(name), owner);
  }

  /** Whether a process holds a lock. */
  public boolean isHeld(String name) {
    Path file = lock(name);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      Optional<HeldFile> free = HeldFile.tryHold(file, StandardOpenOption.WRITE);
      if (free.isPresent()) {
        free.get().close();
      }
      return free.isEmpty();
    } catch (IOException e) {
      return false; // whoever may not write here cannot keep others from it
    }
  }

  /** Every plan, with its file. */
  Map<Path, Plan> plans() {
    Map<Path, Plan> plans = new LinkedHashMap<>();
    try {
      for (Path file : StoreFile.children(border.inside(root.resolve("studies")))) {
        if (file.toString().endsWith(".json")) {
          String text = StoreFile.readDocument(border.document(file)).orElse("");
          plans.put(file, CanonicalJson.read(text, Plan.class));
        }
      }
    } catch (JsonProcessingException e) {
      throw new RunFolderException(
          "a plan in " + root.resolve("studies") + " is damaged: 'basin store verify' names it", e);
    }
    return plans;
  }

  /** A trial that has a folder; what it is follows from its {@code trial.json}. */
  TrialFolder trial(String key) {
    return trial(TrialFolder.configIn(border, root.resolve("trials").resolve(key)));
  }

  /** Who holds a lock, or held it when it was killed. */
  String owner(String name) {
    return StoreFile.read(lock(name)).orElse("").strip();
  }

  /** Puts a trial that is damaged aside. */
  public Path putAside(TrialFolder trial) {
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
        border, root.resolve("joint").resolve(joint.name() + ".json"), joint.what(), joint.keys());
  }

  private Path studyFile(String name) {
    return root.resolve(name + ".yaml");
  }

  /** The text of a study that lies in the store. */
  public Optional<String> studyText(String name) {
    return StoreFile.read(border.inside(studyFile(name)));
  }

  /** Keeps the text of a study in the store, for the commands that read study files. */
  public void keepStudyText(String name, String text) {
    StoreFile.writeText(border.insideBefore(studyFile(name)), text);
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

  private Path options(Study study) {
    return root.resolve("studies").resolve(study.name() + "-" + study.scale().label() + ".options");
  }

  /** Keeps with which words of a command line a study was run, to find its data. */
  public void writeOptions(Study study, List<String> words) {
    try (StoreLock held = lockOfAll()) {
      if (!words.isEmpty() || Files.exists(options(study))) {
        StoreFile.writeDocument(border.insideBefore(options(study)), words);
      }
    }
  }

  /** With which words of a command line a study was last run; none if that is not known. */
  public List<String> options(Plan plan) {
    try {
      String text = StoreFile.read(border.inside(options(plan.study()))).orElse("[]");
      return List.of(CanonicalJson.read(text, String[].class));
    } catch (JsonProcessingException | DamagedException e) {
      return List.of();
    }
  }

  /** Whether a study was ever run at a scale. */
  public boolean hasPlan(StudyFile study, Scale scale) {
    return StoreFile.isDocument(border.document(plan(study.name(), scale)));
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
          StoreFile.readDocument(border.document(file))
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
      throw new RunFolderException(file + " is damaged: " + JsonDamage.of(e), e);
    }
  }

  /** The keys of every trial that has a folder, in order. */
  public List<String> keys() {
    return StoreFile.children(root.resolve("trials")).stream()
        .map(folder -> String.valueOf(folder.getFileName()))
        .toList();
  }
}
