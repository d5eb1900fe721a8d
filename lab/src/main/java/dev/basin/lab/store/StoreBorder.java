package dev.basin.lab.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a store ends: no symbolic link in it is followed out of it, neither to read nor to write or
 * remove. The store itself may be reached through links.
 *
 * @param root the store's folder
 */
record StoreBorder(Path root) {
  /**
   * A path of the store, once no part of it is a link that leads out.
   *
   * @param path below the store's root
   * @throws DamagedException if it does not stay inside
   */
  Path inside(Path path) {
    Path relative = root.relativize(path).normalize();
    if (relative.isAbsolute() || relative.startsWith("..")) {
      throw new DamagedException(path + " is not in the store " + root);
    }
    Path current = root;
    for (Path name : relative) {
      current = current.resolve(name);
      leadsOut(current)
          .ifPresent(
              message -> {
                throw new DamagedException(message);
              });
    }
    return path;
  }

  /** The same for a document, which is read with its sum. */
  Path document(Path path) {
    inside(StoreFile.sum(path));
    return inside(path);
  }

  /** The same for a path that is itself replaced or removed, and not followed. */
  Path insideBefore(Path path) {
    Path parent = path.getParent();
    if (parent != null && !parent.equals(root)) {
      inside(parent);
    }
    return path;
  }

  /**
   * The first link that leads out, of a folder or in it.
   *
   * @return what to say of it
   */
  Optional<String> linkOut(Path folder) {
    try {
      inside(folder);
    } catch (DamagedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().map(this::leadsOut).flatMap(Optional::stream).findFirst();
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", folder, e);
    } catch (UncheckedIOException e) {
      return Optional.empty(); // another process has put something aside meanwhile
    }
  }

  private Optional<String> leadsOut(Path path) {
    if (!Files.isSymbolicLink(path)) {
      return Optional.empty();
    }
    try {
      Path target = Files.readSymbolicLink(path);
      boolean inside = Files.exists(path) && path.toRealPath().startsWith(root.toRealPath());
      return inside
          ? Optional.empty()
          : Optional.of(
              path
                  + " is a symbolic link to "
                  + target
                  + (Files.exists(path) ? ", out of the store" : ", which is not there")
                  + "; links are not followed out of a store: put what it leads to in its place, or"
                  + " remove it");
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", path, e);
    }
  }
}
