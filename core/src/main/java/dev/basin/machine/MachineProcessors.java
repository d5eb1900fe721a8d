package dev.basin.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many processors this process may use. Java counts those that the process is bound to and
 * knows the share of processor time that its own control group has; that of the groups around it
 * binds as well.
 */
public final class MachineProcessors {
  private static final String PROCESSOR = "cpu";

  private final Path system;
  private final int seen;

  /**
   * Knows where to look.
   *
   * @param system the root of the file system that has {@code proc} and {@code sys}
   * @param seen processors that Java counts
   */
  MachineProcessors(Path system, int seen) {
    this.system = system;
    this.seen = seen;
  }

  /** Processors that this process may use, at least one. */
  public static int available() {
    return new MachineProcessors(Path.of("/"), Runtime.getRuntime().availableProcessors()).count();
  }

  /** Processors, of which a part of one counts as one. */
  int count() {
    double least = seen;
    for (ControlGroups.Group group : new ControlGroups(system).of(PROCESSOR)) {
      least = Math.min(least, group.unified() ? unified(group) : first(group));
    }
    return (int) Math.max(1, Math.ceil(least));
  }

  /** One line of quota and period, of which the quota may be {@code max}. */
  private static double unified(ControlGroups.Group group) {
    List<String> lines = KernelFile.lines(group.directory().resolve("cpu.max"));
    String[] words = lines.isEmpty() ? new String[0] : lines.get(0).strip().split("\\s+");
    return words.length < 2 || words[0].equals("max")
        ? Double.POSITIVE_INFINITY
        : share(KernelFile.number(List.of(words[0]), ""), KernelFile.number(List.of(words[1]), ""));
  }

  private static double first(ControlGroups.Group group) {
    return share(
        KernelFile.number(group.directory().resolve("cpu.cfs_quota_us")),
        KernelFile.number(group.directory().resolve("cpu.cfs_period_us")));
  }

  private static double share(OptionalLong quota, OptionalLong period) {
    return quota.orElse(-1) > 0 && period.orElse(-1) > 0
        ? (double) quota.getAsLong() / period.getAsLong()
        : Double.POSITIVE_INFINITY;
  }
}
