package dev.basin.machine;

import dev.basin.machine.MountTable.Mount;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The control groups of Linux that this process is in: those of version 1, of version 2 and of
 * both, as containers, batch systems and systemd use them. A group's limits hold for all groups
 * within it.
 */
final class ControlGroups {
  private static final String VERSION_1 = "cgroup";
  private static final String VERSION_2 = "cgroup2";
  private static final Path MEMBERSHIP = Path.of("proc/self/cgroup");
  private static final int MOST_LEVELS = 100;

  private final Path system;

  /**
   * Knows where to look.
   *
   * @param system the root of the file system that has {@code proc} and {@code sys}
   */
  ControlGroups(Path system) {
    this.system = system;
  }

  /**
   * A group.
   *
   * @param directory where its files are
   * @param unified whether it is one of version 2
   * @param own whether the process is in it directly
   */
  record Group(Path directory, boolean unified, boolean own) {}

  /** The groups whose limits hold, the own ones before those around them. */
  List<Group> of(String controller) {
    MountTable mounts = MountTable.read(system);
    Set<Group> groups = new LinkedHashSet<>();
    for (String line : KernelFile.lines(system.resolve(MEMBERSHIP))) {
      String[] fields = line.split(":", 3);
      if (fields.length < 3) {
        continue;
      }
      boolean unified = fields[0].equals("0") && fields[1].isEmpty();
      if (unified || Arrays.asList(fields[1].split(",", -1)).contains(controller)) {
        for (Mount mount : mounts.ofTypes(List.of(unified ? VERSION_2 : VERSION_1))) {
          if (unified || mount.superOptions().contains(controller)) {
            groups.addAll(levels(mount, fields[2], unified));
          }
        }
      }
    }
    return List.copyOf(groups);
  }

  /** The group of that name and those around it, as far as the mount shows them. */
  private List<Group> levels(Mount mount, String name, boolean unified) {
    Path top = system.resolve(mount.point().substring(1));
    Path directory = within(top, below(mount.root(), name));
    List<Group> levels = new ArrayList<>();
    boolean own = true;
    for (int level = 0; level < MOST_LEVELS && directory != null; level++) {
      if (Files.isDirectory(directory)) {
        levels.add(new Group(directory, unified, own));
        own = false;
      }
      if (directory.equals(top)) {
        break;
      }
      directory = directory.getParent();
    }
    return levels;
  }

  private static Path within(Path top, String name) {
    try {
      Path directory = top.resolve(name).normalize();
      return directory.startsWith(top) ? directory : top;
    } catch (InvalidPathException e) { // a name that this system's encoding cannot show
      return top;
    }
  }

  /**
   * A group's name from the mounted directory on. In a container without a name space of its own,
   * the name is the host's and the mount shows only the container's part of it.
   */
  private static String below(String mounted, String name) {
    String around = mounted.endsWith("/") ? mounted : mounted + "/";
    if (name.startsWith(around)) {
      return name.substring(around.length());
    }
    return "";
  }
}
