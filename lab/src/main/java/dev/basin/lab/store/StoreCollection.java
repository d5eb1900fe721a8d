package dev.basin.lab.store;

import dev.basin.engine.AtomicFile;
import dev.basin.engine.FolderTree;
import dev.basin.lab.study.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a store can do without: what killed processes have left half written, damaged copies that
 * were put aside, and what no study asks for.
 */
public final class StoreCollection {
  private final RunStore store;

  /** Looks at a store. */
  public StoreCollection(RunStore store) {
    this.store = store;
  }

  /**
   * Something that can go.
   *
   * @param path a file or folder
   * @param why in words
   * @param bytes that it takes
   */
  public record Item(Path path, String why, long bytes) {}

  /**
   * All of it, in the order of paths.
   *
   * @throws DamagedException if a plan is damaged, so that it is not known what it asks for
   */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    Set<String> trials = new HashSet<>();
    Set<String> starts = new HashSet<>();
    Set<String> joint = new HashSet<>();
    for (Plan plan : store.plans().values()) {
      for (Plan.Run run : plan.runs()) {
        trials.add(run.config().key());
        if (run.config().from() != null) {
          trials.add(run.config().from().trial());
        }
        if (run.config().start() != null) {
          starts.add(run.config().start() + ".safetensors");
        }
      }
      plan.joint().forEach(each -> joint.add(each.name() + ".json"));
    }
    for (Path each : children("damaged")) {
      items.add(item(each, "damaged, and put aside"));
    }
    for (Path each : children("trials")) {
      if (!trials.contains(name(each)) && !store.isHeld(name(each))) {
        items.add(item(each, "no study asks for it"));
      }
    }
    for (Path each : children("starts")) {
      if (!starts.contains(name(each)) && !AtomicFile.isLeftOver(each)) {
        items.add(item(each, "no run starts from it"));
      }
    }
    for (Path each : children("joint")) {
      String document = name(each).replaceFirst("\\.sha256$", "");
      if (!joint.contains(document) && document.endsWith(".json")) {
        items.add(item(each, "no study asks for it"));
      }
    }
    leftOvers().stream()
        .filter(file -> items.stream().noneMatch(item -> file.startsWith(item.path())))
        .toList()
        .forEach(file -> items.add(item(file, "left half written by a process that was killed")));
    return items;
  }

  private static Item item(Path path, String why) {
    return new Item(path, why, StoreContents.bytes(path));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private List<Path> children(String folder) {
    return StoreFile.children(store.root().resolve(folder));
  }

  private List<Path> leftOvers() {
    try (Stream<Path> files = Files.walk(store.root())) {
      return files.filter(AtomicFile::isLeftOver).filter(file -> !isBusy(file)).sorted().toList();
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", store.root(), e);
    }
  }

  /** Whether a process may be writing it now. */
  private boolean isBusy(Path file) {
    Path trials = store.root().resolve("trials");
    return file.startsWith(trials)
        ? store.isHeld(name(trials.resolve(trials.relativize(file).getName(0))))
        : store.isHeld("store");
  }

  /**
   * Removes something, unless a process has begun to use it meanwhile.
   *
   * @return whether it is gone
   */
  public boolean remove(Item item) {
    Optional<StoreLock> taken =
        store.tryLock(
            store.root().resolve("trials").equals(item.path().getParent())
                ? name(item.path())
                : "store",
            "process " + ProcessHandle.current().pid());
    if (taken.isEmpty()) {
      return false;
    }
    try (StoreLock held = taken.get()) {
      FolderTree.remove(item.path());
      return true;
    } catch (IOException e) {
      throw StoreFile.failure("cannot remove", item.path(), e);
    }
  }
}
