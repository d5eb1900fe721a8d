package dev.basin.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.engine.AtomicFile;
import dev.basin.engine.Sha256;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.study.CanonicalJson;
import dev.basin.lab.study.Plan;
import dev.basin.network.WeightsFormatException;
import dev.basin.network.WeightsMismatchException;
import dev.basin.train.CheckpointFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Looks at every file of a store: whether it is what was written, and whether it is a store's at
 * all. Nothing is changed. Trials that another process is writing are left out.
 */
public final class StoreCheck {
  private static final String JSON = ".json";
  private static final String WEIGHTS = ".safetensors";

  /** What an unfinished measurement keeps. */
  private static final String POINTS = ".points";

  private final RunStore store;
  private final Path root;
  private final Set<Path> unknown = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private int checked;

  private StoreCheck(RunStore store) {
    this.store = store;
    this.root = store.root();
  }

  /**
   * Something that is not as it should be.
   *
   * @param file where
   * @param what in words
   */
  public record Finding(Path file, String what) {}

  /**
   * What was found.
   *
   * @param files how many were looked at
   * @param findings each file that is damaged, or not a store's
   */
  public record Result(int files, List<Finding> findings) {

    /** Copies the list. */
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Looks at a store.
   *
   * @param store as it is
   */
  public static Result of(RunStore store) {
    StoreCheck check = new StoreCheck(store);
    check.all();
    return new Result(check.checked, check.findings);
  }

  private void all() {
    gather();
    links();
    document(root.resolve(StoreMark.NAME), root.resolve(StoreMark.SUM));
    names("studies", JSON).forEach(this::plan);
    names("studies", ".options").forEach(this::document);
    names("starts", WEIGHTS).forEach(this::start);
    names("joint", JSON).forEach(this::measurement);
    children("trials").stream().filter(Files::isDirectory).forEach(this::trial);
    names("locks", ".lock").forEach(this::lock);
    names("", ".yaml").forEach(this::document);
    report();
    unknown.removeIf(this::isLeftOver);
    unknown.forEach(file -> find(file, "is not a file of a store"));
  }

  private void find(Path file, String what) {
    findings.add(new Finding(file, what));
  }

  private void gather() {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(unknown::add);
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", root, e);
    }
    checked = unknown.size();
  }

  /** What leads out of the store is named, and not looked at. */
  private void links() {
    unknown.removeIf(
        file -> {
          try {
            store.border().inside(file);
            return false;
          } catch (DamagedException e) {
            find(file, "is a symbolic link that leads out of the store");
            return true;
          }
        });
  }

  /** Killed processes leave these, and a damaged trial is put aside; both are nobody's any more. */
  private boolean isLeftOver(Path file) {
    return AtomicFile.isLeftOver(file) || file.startsWith(root.resolve("damaged"));
  }

  private List<Path> children(String folder) {
    return unknown.stream()
        .filter(file -> file.startsWith(root.resolve(folder)))
        .map(file -> root.resolve(folder).resolve(root.resolve(folder).relativize(file).getName(0)))
        .distinct()
        .toList();
  }

  /** The files of a folder that end so. */
  private List<Path> names(String folder, String ending) {
    return in(root.resolve(folder), ending);
  }

  private List<Path> in(Path folder, String ending) {
    return unknown.stream()
        .filter(file -> folder.equals(file.getParent()))
        .filter(file -> name(file).endsWith(ending) && !AtomicFile.isLeftOver(file))
        .toList();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  /** Whether a text that has its sum beside it is whole. */
  private boolean document(Path file) {
    return document(file, StoreFile.sum(file));
  }

  private boolean document(Path file, Path sum) {
    boolean there = unknown.remove(file);
    if (!unknown.remove(sum) || !there) {
      find(
          file,
          there ? "has no " + name(sum) + ", which would tell whether it is whole" : "is missing");
      return false;
    }
    if (!Sha256.line(sha256(file), name(file)).equals(StoreFile.read(sum).orElse(""))) {
      find(file, "is not what " + name(sum) + " says; one of the two is damaged: " + sum);
      return false;
    }
    return true;
  }

  private void plan(Path file) {
    if (document(file)) {
      try {
        CanonicalJson.read(StoreFile.read(file).orElse(""), Plan.class);
      } catch (JsonProcessingException e) {
        find(file, "is not what a study asks for: " + e.getOriginalMessage());
      }
    }
  }

  private void start(Path file) {
    unknown.remove(file);
    if (!name(file).equals(sha256(file) + WEIGHTS)) {
      find(file, "is not what was written: its SHA-256 is not its name");
    }
  }

  private void measurement(Path file) {
    if (document(file)) {
      try {
        String instrument =
            CanonicalJson.read(StoreFile.read(file).orElse(""), JsonNode.class)
                .path("measurement")
                .path("instrument")
                .asText();
        if (Instruments.find(instrument).isEmpty()) {
          find(
              file,
              "was measured by '"
                  + instrument
                  + "', which is no instrument known here: known are "
                  + Instruments.names());
        } else if (!name(file).startsWith(instrument + "-")) {
          find(file, "holds a measurement of " + instrument);
        }
      } catch (JsonProcessingException e) {
        find(file, "is no measurement: " + e.getOriginalMessage());
      }
    }
  }

  private void lock(Path file) {
    unknown.remove(file);
    String text = StoreFile.read(file).orElse("");
    if (!text.isEmpty() && !text.matches("process \\d+( on [^\\n]*)?\n")) {
      find(file, "is no lock of a process");
    }
  }

  private void report() {
    Path sums = root.resolve(RunStore.PAGE_SUMS);
    if (!unknown.remove(sums)) {
      return;
    }
    for (String line : StoreFile.lines(sums)) {
      String[] parts = line.split(Sha256.SEPARATOR, 2);
      Path file = root.resolve(parts.length == 2 ? parts[1] : line).normalize();
      if (parts.length < 2 || !file.startsWith(root)) {
        find(sums, "is damaged: it has the line '" + line + "'");
      } else if (!unknown.remove(file)) {
        find(file, "is missing, or " + sums + " is damaged");
      } else if (!sha256(file).equals(parts[0])) {
        find(file, "is not what " + name(sums) + " says; one of the two is damaged: " + sums);
      }
    }
  }

  private void trial(Path folder) {
    if (store.isHeld(name(folder))) {
      unknown.removeIf(file -> file.startsWith(folder)); // being written
      return;
    }
    boolean complete = sealed(folder);
    for (String name : TrialFolder.SEALED) {
      unknown.remove(folder.resolve(name));
    }
    in(folder.resolve("iterates"), WEIGHTS).forEach(unknown::remove);
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    if (unknown.remove(checkpoint) && !complete) {
      checkpoint(checkpoint);
    }
    in(folder.resolve("measurements"), JSON).forEach(this::measurement);
    in(folder.resolve("measurements"), POINTS).forEach(unknown::remove);
    in(folder.resolve("machine"), JSON).forEach(this::measurement);
    Path provenance = folder.resolve("provenance.json");
    if (unknown.remove(provenance)
        && !SummedJson.isWhole(StoreFile.read(provenance).orElse(""), CanonicalJson::page)) {
      find(provenance, "is not what was written; no result depends on it");
    }
    Path times = folder.resolve("times.jsonl");
    if (unknown.remove(times) && !Times.areWhole(StoreFile.read(times).orElse(""))) {
      find(times, "has a line that is not what was written; no result depends on it");
    }
  }

  /** Whether a trial is complete; its seal and all that it vouches for are looked at. */
  private boolean sealed(Path folder) {
    identity(folder);
    Path complete = folder.resolve("complete");
    if (!unknown.remove(complete)) {
      return false;
    }
    Seal seal = new Seal(folder, "complete");
    if (seal.isDamaged()) {
      find(complete, "is not what was written: its last line is not the SHA-256 of those above");
      return true;
    }
    seal.damaged().forEach(file -> find(file, "is missing or not what was written"));
    for (String name : TrialFolder.SEALED) {
      Path file = folder.resolve(name);
      if (unknown.contains(file) && !seal.vouchesFor(file)) {
        find(file, "is not vouched for by " + complete);
      }
    }
    return true;
  }

  private void identity(Path folder) {
    try {
      TrialFolder.configIn(store.border(), folder);
    } catch (DamagedException e) {
      find(folder.resolve("trial.json"), "does not say that it is of this run");
    }
  }

  private void checkpoint(Path file) {
    try (PointerScope scope = new PointerScope()) {
      CheckpointFile.read(file);
    } catch (WeightsFormatException | WeightsMismatchException | UncheckedIOException e) {
      find(file, "is damaged; the run starts over without it: " + e.getMessage());
    }
  }
}
