package dev.basin.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.data.TrainTestData;
import dev.basin.engine.AtomicFile;
import dev.basin.engine.HeldFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one comparison. It remembers its configuration, is used by one process at a time,
 * and keeps every finished part, so that an interrupted comparison can go on.
 */
final class RunFolder implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .injectableValues(
              new InjectableValues.Std().addValue(ComparisonConfig.KEEPS_LAST_BATCH, false))
          .build();
  private static final String CONFIGURATION = "comparison.json";
  private static final String DATA = "data.json";
  private static final String LOCK = ".lock";

  private final Path root;
  private final HeldFile lockFile;

  private RunFolder(Path root, HeldFile lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens or creates a folder for a comparison.
   *
   * @param root the folder
   * @param config what will be run in it
   * @param resume whether to go on with what it holds
   * @throws RunFolderException if it holds another comparison, or this one and {@code resume} is
   *     false, or something else, or is in use, or cannot be written
   */
  static RunFolder open(Path root, ComparisonConfig config, boolean resume) {
    try {
      requireFits(root, resume);
      Files.createDirectories(root);
      HeldFile lockFile = lock(root);
      try {
        // again, since another process may have been here before the lock
        requireFits(root, resume);
        Path configuration = root.resolve(CONFIGURATION);
        boolean begun = Files.exists(configuration);
        if (begun) {
          requireSame(root, config, resume);
        }
        AtomicFile.removeLeftOvers(root, Integer.MAX_VALUE);
        if (!begun) {
          AtomicFile.write(configuration, JSON.writeValueAsBytes(config));
        }
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
      return new RunFolder(root, lockFile);
    } catch (IOException e) {
      throw new RunFolderException(
          root
              + " cannot be written: "
              + FileFailure.reason(e)
              + "; choose another --out, or give this one room and write permission",
          e);
    }
  }

  private static void requireFits(Path root, boolean resume) throws IOException {
    // in this order: another process that begins now writes the configuration first
    boolean used = Files.isDirectory(root) && !isEmpty(root);
    if (Files.exists(root.resolve(CONFIGURATION))) {
      return;
    }
    if (used) {
      throw new RunFolderException(
          root + " is not empty and holds no comparison; choose another --out");
    }
    if (resume) {
      throw new RunFolderException(
          root + " holds nothing to resume; run the command without --resume");
    }
  }

  private static void requireSame(Path root, ComparisonConfig config, boolean resume) {
    if (!resume) {
      throw new RunFolderException(
          root
              + " already holds a comparison; choose another --out, or add --resume to go on with"
              + " it");
    }
    ComparisonConfig held;
    Path file = root.resolve(CONFIGURATION);
    try {
      held = JSON.readValue(file.toFile(), ComparisonConfig.class);
    } catch (IOException e) {
      throw new RunFolderException(
          file + " is damaged (" + reason(e) + "); choose another --out", e);
    }
    if (!held.equals(config)) {
      throw new RunFolderException(
          root
              + " holds another comparison ("
              + differences(held, config)
              + "); resume it with its own options, or choose another --out");
    }
  }

  /** What {@code data.json} holds. */
  private record DataDigests(String trainSha256, String testSha256) {}

  /**
   * Writes down what the data are, or checks that they are those.
   *
   * @throws RunFolderException if the comparison was begun with other data of the same name
   */
  void requireData(TrainTestData data) {
    Path file = file(DATA);
    DataDigests here = new DataDigests(data.train().digest(), data.test().digest());
    Optional<DataDigests> there = read(file, new TypeReference<DataDigests>() {});
    if (there.isPresent() && !there.get().equals(here)) {
      throw new RunFolderException(
          root
              + " was begun with other data of the same name: SHA-256 of the training points "
              + there.get().trainSha256()
              + ", here "
              + here.trainSha256()
              + "; use the data of before, or choose another --out");
    }
    if (there.isEmpty()) {
      write(file, here);
    }
  }

  private static String differences(ComparisonConfig held, ComparisonConfig asked) {
    JsonNode there = JSON.valueToTree(held);
    JsonNode here = JSON.valueToTree(asked);
    List<String> found = new ArrayList<>();
    there
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!there.get(name).equals(here.get(name))) {
                found.add(
                    name + " is " + there.get(name) + " there and " + here.get(name) + " here");
              }
            });
    return String.join(", ", found);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.allMatch(
          entry -> entry.getFileName().toString().equals(LOCK) || AtomicFile.isLeftOver(entry));
    }
  }

  private static HeldFile lock(Path root) throws IOException {
    return HeldFile.tryHold(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        .orElseThrow(
            () ->
                new RunFolderException(
                    root + " is in use by another process; wait for it, or choose another --out"));
  }

  /** A part's file, its directory made. */
  Path file(String first, String... more) {
    Path file = root.resolve(Path.of(first, more));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /**
   * A finished part, if it is there.
   *
   * @throws RunFolderException if it is damaged
   */
  <T> Optional<T> read(Path file, TypeReference<T> type) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      T part = JSON.readValue(file.toFile(), type);
      if (part == null) {
        throw new RunFolderException(damaged(file, "it holds nothing"));
      }
      return Optional.of(part);
    } catch (IOException e) {
      throw new RunFolderException(damaged(file, reason(e)), e);
    }
  }

  private static String damaged(Path file, String reason) {
    return file + " is damaged (" + reason + "); remove it and resume, and it will be redone";
  }

  /** The reason in one line. */
  private static String reason(IOException e) {
    return e instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : FileFailure.reason(e);
  }

  /** Keeps a finished part; the file appears whole or not at all. */
  void write(Path file, Object part) {
    try {
      AtomicFile.write(file, JSON.writeValueAsBytes(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets a file that is of no more use, if it is there. */
  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
