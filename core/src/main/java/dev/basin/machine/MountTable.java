package dev.basin.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file systems that a process sees, as Linux tells of them in {@code /proc/self/mountinfo}. */
final class MountTable {
  private static final Path FILE = Path.of("proc/self/mountinfo");
  private static final int FIELDS_BEFORE_OPTIONAL = 6;
  private static final int FIELDS_AFTER_SEPARATOR = 3;

  private final List<Mount> mounts;

  /**
   * A mounted file system.
   *
   * @param root the directory of the file system that is mounted
   * @param point where it is mounted
   * @param options of the mount itself, such as {@code noexec}
   * @param type for example {@code tmpfs} or {@code cgroup2}
   * @param superOptions of the file system, such as the controllers of a {@code cgroup}
   */
  record Mount(
      String root, String point, Set<String> options, String type, Set<String> superOptions) {

    /** Whether programs and libraries on it may not be run. */
    boolean forbidsExecution() {
      return options.contains("noexec") || superOptions.contains("noexec");
    }
  }

  private MountTable(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /**
   * Reads the table; it is empty where the system has none.
   *
   * @param system the root of the file system that has {@code proc}
   */
  static MountTable read(Path system) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : KernelFile.lines(system.resolve(FILE))) {
      parse(line).ifPresent(mounts::add);
    }
    return new MountTable(List.copyOf(mounts));
  }

  private static Optional<Mount> parse(String line) {
    String[] fields = line.split(" ", -1);
    int separator = Arrays.asList(fields).indexOf("-");
    if (separator < FIELDS_BEFORE_OPTIONAL || fields.length <= separator + FIELDS_AFTER_SEPARATOR) {
      return Optional.empty();
    }
    return Optional.of(
        new Mount(
            unescaped(fields[3]),
            unescaped(fields[4]),
            words(fields[5]),
            fields[separator + 1],
            words(fields[separator + 3])));
  }

  private static Set<String> words(String list) {
    return Set.copyOf(Arrays.asList(list.split(",", -1)));
  }

  /**
   * Blanks, tabs, line ends and backslashes of names are written as a backslash and octal digits.
   */
  private static String unescaped(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '\\' && name.substring(i).matches("(?s)\\\\[0-3][0-7]{2}.*")) {
        plain.append((char) Integer.parseInt(name.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        plain.append(name.charAt(i));
      }
    }
    return plain.toString();
  }

  /** All mounts of some kinds, in the order of the table. */
  List<Mount> ofTypes(Collection<String> types) {
    return mounts.stream().filter(mount -> types.contains(mount.type())).toList();
  }

  /**
   * The mount that a file is on: of those above it the deepest, and of several at one place the
   * last, which hides the others.
   *
   * @param file absolute, without links
   */
  Optional<Mount> holding(Path file) {
    Mount found = null;
    for (Mount mount : mounts) {
      if ((file + "/").startsWith(mount.point().equals("/") ? "/" : mount.point() + "/")
          && (found == null || mount.point().length() >= found.point().length())) {
        found = mount;
      }
    }
    return Optional.ofNullable(found);
  }
}
