package dev.basin.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.basin.engine.JsonDamage;
import dev.basin.engine.Sha256;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.study.CanonicalJson;
import dev.basin.lab.study.Plan;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code basin-store.json}, which says that a folder is a store and of which format, and its sum.
 * Both follow from what the store holds, so their loss costs nothing.
 */
final class StoreMark {
  static final String NAME = "basin-store.json";
  static final String SUM = "basin-store.sha256";
  private static final int FORMAT = 2;

  private final Path root;
  private final StoreBorder border;
  private final Path file;
  private final Path sum;

  StoreMark(Path root, StoreBorder border) {
    this.root = root;
    this.border = border;
    this.file = root.resolve(NAME);
    this.sum = root.resolve(SUM);
  }

  private record Mark(int format) {}

  boolean isThere() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether it says that this is a store of the format known here. */
  boolean isSound() {
    return format().filter(format -> format == FORMAT).isPresent();
  }

  private Optional<Integer> format() {
    try {
      return Optional.of(CanonicalJson.read(text(), Mark.class).format());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private String text() {
    return StoreFile.read(border.inside(file)).orElse("");
  }

  /** What is wrong with it, in words. */
  String state() {
    if (!isThere()) {
      return file + " is missing";
    }
    try {
      int format = CanonicalJson.read(text(), Mark.class).format();
      return file
          + " says format "
          + format
          + "; this Basin knows format "
          + FORMAT
          + (format < FORMAT
              ? ", in which runs have other names: run the studies into another store, or go"
                  + " on with the Basin that made this one"
              : "; go on with the Basin that made it");
    } catch (JsonProcessingException e) {
      return file + " is damaged: " + JsonDamage.of(e);
    }
  }

  /**
   * Leaves a sound mark. One that is missing or damaged is written if the store holds what can only
   * be a store's, or is new; one of another format that was written so is never touched.
   *
   * @param mayBeNew whether a store may be made here
   * @param notes hears that it was damaged
   * @throws RunFolderException if this is no store of the format known here
   */
  void require(boolean mayBeNew, Consumer<String> notes) {
    if (isSound()) {
      if (mayBeNew && !Files.exists(sum, LinkOption.NOFOLLOW_LINKS)) {
        StoreFile.write(sum, sumOf(text())); // of an earlier version's, or of one that was killed
      }
      return;
    }
    String state = state();
    boolean repairable = mayBeRepaired();
    boolean isNew = mayBeNew && !isThere() && !repairable;
    if (!isNew && !repairable) {
      throw new RunFolderException(
          format().isPresent()
              ? state
              : state + "; nothing in " + root + " tells what it was: choose another --store");
    }
    String found = format().isPresent() ? file + " is damaged" : state;
    String text = CanonicalJson.page(new Mark(FORMAT));
    StoreFile.write(file, text);
    StoreFile.write(sum, sumOf(text));
    if (!isNew) {
      notes.accept(found + "; it was made again, since what the store holds is there");
    }
  }

  /** Whether the store is one without its mark. */
  boolean mayBeRepaired() {
    return !isOfAnotherFormat() && hasOwnContent();
  }

  /** Whether the mark was written as it is, with another format in it. */
  private boolean isOfAnotherFormat() {
    return format().isPresent()
        && StoreFile.read(border.inside(sum)).orElse("").equals(sumOf(text()));
  }

  private static String sumOf(String text) {
    return Sha256.line(Sha256.of(text), NAME);
  }

  /** Whether there is a trial or a plan that this Basin could have written. */
  boolean hasOwnContent() {
    return StoreFile.children(root.resolve("trials")).stream().anyMatch(this::isTrial)
        || StoreFile.children(root.resolve("studies")).stream().anyMatch(this::isPlan);
  }

  private boolean isTrial(Path folder) {
    try {
      TrialFolder.configIn(border, folder);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private boolean isPlan(Path document) {
    try {
      String text =
          document.toString().endsWith(".json")
              ? StoreFile.readDocument(border.document(document)).orElse("")
              : "";
      CanonicalJson.read(text, Plan.class);
      return true;
    } catch (JsonProcessingException | RuntimeException e) {
      return false;
    }
  }
}
