package dev.basin.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The limits that a shell's {@code ulimit} sets, as far as the system tells them. */
final class ProcessLimits {
  private static final Path FILE = Path.of("proc/self/limits");

  private final List<String> lines;

  /**
   * Reads them.
   *
   * @param system the root of the file system that has {@code proc}
   */
  ProcessLimits(Path system) {
    this.lines = KernelFile.lines(system.resolve(FILE));
  }

  /** Bytes of address space, if limited. */
  OptionalLong addressSpace() {
    return soft("Max address space ");
  }

  /** Bytes of private memory that can be written, if limited. */
  OptionalLong data() {
    return soft("Max data size ");
  }

  /** The first of a line's two limits, which is the one in force. */
  private OptionalLong soft(String name) {
    for (String line : lines) {
      if (line.startsWith(name)) {
        String value = line.substring(name.length()).strip().split("\\s+", 2)[0];
        return value.equals("unlimited")
            ? OptionalLong.empty()
            : KernelFile.number(List.of(value), "");
      }
    }
    return OptionalLong.empty();
  }
}
