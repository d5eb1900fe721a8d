package dev.basin.hostile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a reader is given: files by their paths below a folder.
 *
 * @param files their contents, not to be changed
 */
record Input(Map<String, byte[]> files) {

  /** A single file. */
  static Input of(String name, byte[] content) {
    return new Input(Map.of(name, content));
  }

  /** Every regular file of a folder. */
  static Input in(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return new Input(files);
  }

  /** The content of a file. */
  byte[] get(String name) {
    return files.get(name);
  }

  /** The same with another content of a file. */
  Input with(String name, byte[] content) {
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    changed.put(name, content);
    return new Input(changed);
  }

  /** The length of all files. */
  long bytes() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  /** Writes the files into a folder, which is made. */
  void write(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (file.getKey().indexOf('/') >= 0) {
        Files.createDirectories(path.getParent());
      }
      Files.write(path, file.getValue());
    }
  }

  /** Makes a folder hold these files and nothing else. */
  void replace(Path folder) throws IOException {
    clear(folder);
    write(folder);
  }

  /**
   * The same for a folder that holds other files of these names: only those that differ are
   * written.
   */
  void replace(Path folder, Input other) throws IOException {
    if (!files.keySet().equals(other.files().keySet())) {
      replace(folder);
      return;
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!Arrays.equals(file.getValue(), other.get(file.getKey()))) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
    }
  }

  /** The paths of all files below a folder. */
  static Set<String> names(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    collect(folder.toFile(), "", names);
    return names;
  }

  private static void collect(File folder, String prefix, Set<String> names) {
    File[] entries = folder.listFiles();
    for (File entry : entries == null ? new File[0] : entries) {
      String name = prefix + entry.getName();
      if (entry.isDirectory()) {
        collect(entry, name + "/", names);
      } else {
        names.add(name);
      }
    }
  }

  /** Removes a file or a folder with all that is in it, if it is there. */
  static void clear(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
