package dev.basin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a folder holds. */
final class Folder {
  private Folder() {}

  /** SHA-256 of every file by its relative path. */
  static Map<String, String> hashes(Path root) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(root.relativize(file).toString(), sha256(Files.readAllBytes(file)));
      }
    }
    return found;
  }

  /** A copy of all that it holds. */
  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Removes a folder with all that it holds. */
  static void remove(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The names that are in one only, or have another hash there: short enough to be read. */
  static List<String> differences(Map<String, String> found, Map<String, String> expected) {
    List<String> differences = new ArrayList<>();
    found.forEach(
        (name, hash) -> {
          if (!expected.containsKey(name)) {
            differences.add("not expected: " + name);
          } else if (!hash.equals(expected.get(name))) {
            differences.add("other bytes: " + name);
          }
        });
    expected.keySet().stream()
        .filter(name -> !found.containsKey(name))
        .forEach(name -> differences.add("missing: " + name));
    return differences;
  }

  /**
   * Everything of a finished comparison that must not depend on when, where and how fast it was
   * made: the weights' hashes, and the summary without times.
   */
  static Map<String, String> measured(Path root) throws IOException {
    Map<String, String> found = new TreeMap<>();
    hashes(root)
        .forEach(
            (name, hash) -> {
              if (name.endsWith(".safetensors")) {
                found.put(name, hash);
              }
            });
    JsonNode summary = new ObjectMapper().readTree(root.resolve("summary.json").toFile());
    ((ObjectNode) summary)
        .remove(List.of("command", "created", "seconds", "peakMemoryBytes", "environment"));
    removeTimes(summary);
    found.put("summary.json", summary.toPrettyString());
    return found;
  }

  private static void removeTimes(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of("seconds", "trainSeconds", "measureSeconds"));
    }
    node.forEach(Folder::removeTimes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
