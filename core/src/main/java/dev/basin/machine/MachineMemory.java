package dev.basin.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much memory this process may use: what the machine has, bounded by the memory limits of
 * control groups (of both versions, and of every group around the own one) and by the process's own
 * limits on address space and data ({@code ulimit -v}, {@code ulimit -d}).
 */
public final class MachineMemory {
  private static final String MEMORY = "memory";
  private static final Path MEMORY_TABLE = Path.of("proc/meminfo");
  private static final Path STATUS = Path.of("proc/self/status");
  private static final long KILOBYTE = 1024;

  /** Version 1 has no word for no limit, but the largest number of pages. */
  private static final long NO_LIMIT = 1L << 62;

  private final Path system;

  /**
   * Knows where to look.
   *
   * @param system the root of the file system that has {@code proc} and {@code sys}
   */
  public MachineMemory(Path system) {
    this.system = system;
  }

  /** That of the machine that this process runs on. */
  public static MachineMemory ofThisMachine() {
    return new MachineMemory(Path.of("/"));
  }

  /**
   * A limit on what may be used.
   *
   * @param bytes the limit itself
   * @param used what is taken of it and cannot be had back
   * @param source who sets it, in words
   * @param command what of the shell sets it, such as {@code ulimit -v}; empty for groups
   */
  public record Limit(long bytes, long used, String source, String command) {
    /** What can still be had. */
    public long left() {
      return Math.max(0, bytes - used);
    }
  }

  /**
   * Bytes that can still be had without swapping; pages of files that are only kept for speed count
   * as free. Empty where the system does not tell.
   */
  public OptionalLong available() {
    long least = Long.MAX_VALUE;
    OptionalLong machine = kilobytes(MEMORY_TABLE, "MemAvailable:");
    if (machine.isPresent()) {
      least = machine.getAsLong();
    }
    for (Limit limit : limits()) {
      least = Math.min(least, limit.left());
    }
    return known(least);
  }

  /** Bytes of memory in all, bounded by control groups. Empty where the system does not tell. */
  public OptionalLong total() {
    long least = kilobytes(MEMORY_TABLE, "MemTotal:").orElse(Long.MAX_VALUE);
    for (Limit limit : groupLimits()) {
      least = Math.min(least, limit.bytes());
    }
    return known(least);
  }

  private static OptionalLong known(long bytes) {
    return bytes == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** The limit that leaves least, if one leaves less than the machine has. */
  public Optional<Limit> tightest() {
    long machine = kilobytes(MEMORY_TABLE, "MemAvailable:").orElse(Long.MAX_VALUE);
    Limit found = null;
    for (Limit limit : limits()) {
      if (limit.left() < (found == null ? machine : found.left())) {
        found = limit;
      }
    }
    return Optional.ofNullable(found);
  }

  private List<Limit> groupLimits() {
    List<Limit> limits = new ArrayList<>();
    for (ControlGroups.Group group : new ControlGroups(system).of(MEMORY)) {
      limits.addAll(group.unified() ? unified(group) : first(group));
    }
    return limits;
  }

  private List<Limit> limits() {
    List<Limit> limits = groupLimits();
    limits.addAll(processLimits());
    return limits;
  }

  /** The limits of the process itself: on address space, and on private memory. */
  public List<Limit> processLimits() {
    ProcessLimits own = new ProcessLimits(system);
    List<Limit> limits = new ArrayList<>();
    own.addressSpace()
        .ifPresent(bytes -> limits.add(limit(bytes, "VmSize:", "address space", "ulimit -v")));
    own.data().ifPresent(bytes -> limits.add(limit(bytes, "VmData:", "data", "ulimit -d")));
    return limits;
  }

  private Limit limit(long bytes, String used, String what, String command) {
    String source = "the limit on " + what + " (" + command + ")";
    return new Limit(bytes, kilobytes(STATUS, used).orElse(0), source, command);
  }

  /** Of version 2; from {@code memory.high} on, a process is slowed down until it gives back. */
  private List<Limit> unified(ControlGroups.Group group) {
    Path directory = group.directory();
    List<String> statistics = KernelFile.lines(directory.resolve("memory.stat"));
    long used =
        KernelFile.number(directory.resolve("memory.current")).orElse(0)
            - reclaimable(statistics, "inactive_file ", "active_file ", "slab_reclaimable ");
    List<Limit> limits = new ArrayList<>();
    for (String file : List.of("memory.max", "memory.high")) {
      KernelFile.number(directory.resolve(file))
          .ifPresent(
              bytes -> limits.add(new Limit(bytes, Math.max(0, used), source(group, file), "")));
    }
    return limits;
  }

  /** Of version 1, where a group may be told to leave the groups within it alone. */
  private List<Limit> first(ControlGroups.Group group) {
    Path directory = group.directory();
    if (!group.own()
        && KernelFile.number(directory.resolve("memory.use_hierarchy")).orElse(1) == 0) {
      return List.of();
    }
    List<String> statistics = KernelFile.lines(directory.resolve("memory.stat"));
    long used =
        Math.max(
            0,
            KernelFile.number(directory.resolve("memory.usage_in_bytes")).orElse(0)
                - reclaimable(statistics, "total_inactive_file ", "total_active_file "));
    String file = "memory.limit_in_bytes";
    List<Limit> limits = new ArrayList<>();
    KernelFile.number(directory.resolve(file))
        .ifPresent(bytes -> limits.add(new Limit(bytes, used, source(group, file), "")));
    // groups around the mounted ones are seen in this number alone
    KernelFile.number(statistics, "hierarchical_memory_limit ")
        .ifPresent(bytes -> limits.add(new Limit(bytes, used, source(group, "memory.stat"), "")));
    limits.removeIf(limit -> limit.bytes() >= NO_LIMIT);
    return limits;
  }

  private static long reclaimable(List<String> statistics, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += KernelFile.number(statistics, name).orElse(0);
    }
    return sum;
  }

  private static String source(ControlGroups.Group group, String file) {
    return "the control group's " + group.directory().resolve(file);
  }

  private OptionalLong kilobytes(Path table, String name) {
    OptionalLong number = KernelFile.number(KernelFile.lines(system.resolve(table)), name);
    return number.isPresent() && number.getAsLong() <= Long.MAX_VALUE / KILOBYTE
        ? OptionalLong.of(number.getAsLong() * KILOBYTE)
        : OptionalLong.empty();
  }

  /** What is available and who bounds it, for people: {@code 0.9 GB are free (bounded by …)}. */
  public String inWords() {
    OptionalLong available = available();
    return available.isEmpty()
        ? "an unknown part of memory is free"
        : String.format(Locale.ROOT, "%.1f GB are free", available.getAsLong() * 1e-9)
            + tightest().map(limit -> " (bounded by " + limit.source() + ")").orElse("");
  }
}
