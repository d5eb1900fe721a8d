package dev.basin.lab.store;

import dev.basin.engine.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file that is written last and says that a folder is whole: the SHA-256 of its files, a line
 * each, as {@code sha256sum} writes and checks them, and its own.
 */
final class Seal {
  private static final String OWN = "# sha256 of the lines above: ";

  private final Path root;
  private final Path file;

  /** A seal, which need not be there. */
  Seal(Path root, String name) {
    this.root = root;
    this.file = root.resolve(name);
  }

  boolean isThere() {
    return Files.isRegularFile(file);
  }

  /**
   * Checks one file.
   *
   * @throws DamagedException if it is not what was written
   */
  void requireWhole(Path member) {
    if (!Files.isRegularFile(member) || !sum(member).equals(sums().get(relative(member)))) {
      throw new DamagedException(
          member + " is not what was written; run the command again, and it is redone");
    }
  }

  /** Vouches for files of the folder as they are now. */
  void write(List<Path> files) {
    StringBuilder sums = new StringBuilder();
    files.forEach(member -> sums.append(Sha256.line(sum(member), relative(member))));
    StoreFile.write(file, sums + ownLine(sums.toString()));
  }

  /** Of the lines above; {@code sha256sum -c} takes it for a comment. */
  private static String ownLine(String sums) {
    return OWN + Sha256.of(sums) + "\n";
  }

  /** SHA-256 of a file as it was written; empty if it does not vouch for it. */
  String written(Path member) {
    return sums().getOrDefault(relative(member), "");
  }

  /** Whether the seal itself is not what was written. */
  boolean isDamaged() {
    String text = StoreFile.read(file).orElse("");
    int own = text.lastIndexOf(OWN);
    return own < 0 || !text.substring(own).equals(ownLine(text.substring(0, own)));
  }

  /** The files that it vouches for and that are missing or not what was written. */
  List<Path> damaged() {
    List<Path> damaged = new ArrayList<>();
    sums()
        .forEach(
            (name, sum) -> {
              Path member = root.resolve(name).normalize();
              if (member.startsWith(root.normalize())
                  && (!Files.isRegularFile(member) || !sum(member).equals(sum))) {
                damaged.add(member);
              }
            });
    return damaged;
  }

  void remove() {
    StoreFile.remove(file);
  }

  boolean vouchesFor(Path member) {
    return sums().containsKey(relative(member));
  }

  /**
   * What is wrong, if anything is.
   *
   * @param needed files that it has to vouch for
   * @return the first file that is missing or not what was written
   */
  Optional<String> damage(List<Path> needed) {
    Map<String, String> sums = sums();
    for (Path each : needed) {
      if (!sums.containsKey(relative(each))) {
        return Optional.of(file + " does not vouch for " + relative(each));
      }
    }
    for (Map.Entry<String, String> entry : sums.entrySet()) {
      Path member = root.resolve(entry.getKey()).normalize();
      if (!member.startsWith(root.normalize())) {
        return Optional.of(
            file + " vouches for " + entry.getKey() + ", which is not in its folder");
      }
      if (!Files.isRegularFile(member)) {
        return Optional.of(member + " is missing");
      }
      if (!sum(member).equals(entry.getValue())) {
        return Optional.of(member + " is not what was written: its SHA-256 differs");
      }
    }
    return Optional.empty();
  }

  /** Sums by the path in the folder. */
  private Map<String, String> sums() {
    Map<String, String> sums = new LinkedHashMap<>();
    for (String line : StoreFile.lines(file)) {
      String[] parts = line.split(Sha256.SEPARATOR, 2);
      if (parts.length == 2) {
        sums.put(parts[1], parts[0]);
      }
    }
    return sums;
  }

  private String relative(Path member) {
    return root.relativize(member).toString().replace('\\', '/');
  }

  private static String sum(Path member) {
    try {
      return Sha256.of(member);
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", member, e);
    }
  }
}
