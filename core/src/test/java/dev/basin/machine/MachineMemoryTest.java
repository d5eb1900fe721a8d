package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of the files are those of the kernel's cgroup-v1/memory and cgroup-v2 documents. */
final class MachineMemoryTest {
  private static final long FREE = 60_000_000L * 1024;
  private static final long ALL = 64_000_000L * 1024;
  private static final String UNLIMITED = "9223372036854771712\n";

  @TempDir private Path directory;
  private FakeSystem system;

  @BeforeEach
  void machine() throws IOException {
    system = new FakeSystem(directory);
  }

  private MachineMemory memory() {
    return new MachineMemory(system.root());
  }

  private void assertBytes(long available, long total) {
    assertThat(memory().available()).hasValue(available);
    assertThat(memory().total()).hasValue(total);
  }

  @Test
  void aMachineWithoutLimits() {
    assertBytes(FREE, ALL);
    assertThat(memory().tightest()).isEmpty();
  }

  @Test
  void aSystemThatTellsNothing(@TempDir Path empty) {
    MachineMemory memory = new MachineMemory(empty);
    assertThat(memory.available()).isEmpty();
    assertThat(memory.total()).isEmpty();
    assertThat(memory.tightest()).isEmpty();
  }

  @Test
  void versionOneBoundsAndKeptPagesCountAsFree() throws IOException {
    system
        .hybrid("/bt")
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", UNLIMITED)
        .file("sys/fs/cgroup/memory/bt/memory.limit_in_bytes", "1048576000\n")
        .file("sys/fs/cgroup/memory/bt/memory.usage_in_bytes", "600000000\n")
        .file(
            "sys/fs/cgroup/memory/bt/memory.stat",
            """
            cache 350000000
            inactive_file 1
            active_file 2
            hierarchical_memory_limit 1048576000
            total_cache 350000000
            total_inactive_file 200000000
            total_active_file 100000000
            """);
    assertBytes(1_048_576_000L - 300_000_000L, 1_048_576_000L);
    assertThat(memory().tightest().orElseThrow().source())
        .contains("memory/bt/memory.limit_in_bytes");
  }

  @Test
  void versionOnesLargestNumberIsNoLimit() throws IOException {
    system
        .hybrid("/bt")
        .file("sys/fs/cgroup/memory/bt/memory.limit_in_bytes", UNLIMITED)
        .file("sys/fs/cgroup/memory/bt/memory.usage_in_bytes", "600000000\n")
        .file(
            "sys/fs/cgroup/memory/bt/memory.stat",
            "hierarchical_memory_limit 9223372036854771712\n");
    assertBytes(FREE, ALL);
  }

  /** Docker without a name space for groups shows the host's name, and only its own part. */
  @Test
  void versionOneOfAContainerThatSeesOnlyItsOwnPart() throws IOException {
    system
        .file("proc/self/cgroup", "4:memory:/docker/abc\n")
        .mount("/docker/abc", "/sys/fs/cgroup/memory", "ro", "cgroup", "rw,memory")
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", UNLIMITED)
        .file("sys/fs/cgroup/memory/memory.usage_in_bytes", "100\n")
        .file("sys/fs/cgroup/memory/memory.stat", "hierarchical_memory_limit 2000000000\n");
    assertBytes(1_999_999_900L, 2_000_000_000L);
  }

  @Test
  void aGroupThatLeavesThoseWithinAloneDoesNotBindThem() throws IOException {
    system
        .hybrid("/outer/inner")
        .file("sys/fs/cgroup/memory/outer/memory.limit_in_bytes", "1000000000\n")
        .file("sys/fs/cgroup/memory/outer/memory.use_hierarchy", "0\n")
        .file("sys/fs/cgroup/memory/outer/inner/memory.limit_in_bytes", "3000000000\n")
        .file("sys/fs/cgroup/memory/outer/inner/memory.use_hierarchy", "0\n");
    assertBytes(3_000_000_000L, 3_000_000_000L);
    system.file("sys/fs/cgroup/memory/outer/memory.use_hierarchy", "1\n");
    assertBytes(1_000_000_000L, 1_000_000_000L);
  }

  @Test
  void versionTwoBounds() throws IOException {
    system
        .unified("/user.slice/job")
        .file("sys/fs/cgroup/user.slice/job/memory.max", "2000000000\n")
        .file("sys/fs/cgroup/user.slice/job/memory.high", "max\n")
        .file("sys/fs/cgroup/user.slice/job/memory.current", "900000000\n")
        .file(
            "sys/fs/cgroup/user.slice/job/memory.stat",
            """
            anon 400000000
            file 500000000
            inactive_file 300000000
            active_file 90000000
            slab_reclaimable 10000000
            slab_unreclaimable 7
            """);
    assertBytes(1_500_000_000L, 2_000_000_000L);
  }

  @Test
  void versionTwosMaxIsNoLimit() throws IOException {
    system
        .unified("/job")
        .file("sys/fs/cgroup/job/memory.max", "max\n")
        .file("sys/fs/cgroup/job/memory.high", "max\n")
        .file("sys/fs/cgroup/job/memory.current", "900000000\n");
    assertBytes(FREE, ALL);
  }

  @Test
  void theBrakeOfVersionTwoBoundsToo() throws IOException {
    system
        .unified("/job")
        .file("sys/fs/cgroup/job/memory.max", "2000000000\n")
        .file("sys/fs/cgroup/job/memory.high", "1500000000\n")
        .file("sys/fs/cgroup/job/memory.current", "200000000\n");
    assertBytes(1_300_000_000L, 1_500_000_000L);
  }

  /**
   * Each group has its own use: here the middle one leaves least, though its limit is not least.
   */
  @Test
  void theGroupThatLeavesLeastBinds() throws IOException {
    system
        .unified("/a/b/c")
        .file("sys/fs/cgroup/a/memory.max", "8000000000\n")
        .file("sys/fs/cgroup/a/memory.current", "5000000000\n")
        .file("sys/fs/cgroup/a/b/memory.max", "5000000000\n")
        .file("sys/fs/cgroup/a/b/memory.current", "4500000000\n")
        .file("sys/fs/cgroup/a/b/c/memory.max", "1000000000\n")
        .file("sys/fs/cgroup/a/b/c/memory.current", "100000000\n");
    assertBytes(500_000_000L, 1_000_000_000L);
    assertThat(memory().tightest().orElseThrow().source()).contains("/a/b/memory.max");
  }

  /** Within a name space of its own a container is at the top, whose limit is a file there. */
  @Test
  void aContainerWithANameSpaceOfItsOwn() throws IOException {
    system
        .unified("/")
        .file("sys/fs/cgroup/memory.max", "700000000\n")
        .file("sys/fs/cgroup/memory.current", "200000000\n");
    assertBytes(500_000_000L, 700_000_000L);
  }

  /** A process that was moved there from outside has a name above the top. */
  @Test
  void aNameAboveTheTop() throws IOException {
    system
        .unified("/../../other")
        .file("sys/fs/cgroup/memory.max", "700000000\n")
        .file("sys/fs/cgroup/memory.current", "200000000\n");
    assertBytes(500_000_000L, 700_000_000L);
  }

  @Test
  void aGroupThatIsNotMountedIsLookedForAboveIt() throws IOException {
    system
        .unified("/a/gone")
        .file("sys/fs/cgroup/a/memory.max", "700000000\n")
        .file("sys/fs/cgroup/a/memory.current", "200000000\n");
    assertBytes(500_000_000L, 700_000_000L);
  }

  @Test
  void aGroupThatIsFullLeavesNothing() throws IOException {
    system
        .unified("/job")
        .file("sys/fs/cgroup/job/memory.max", "1000\n")
        .file("sys/fs/cgroup/job/memory.current", "2000\n");
    assertBytes(0, 1000);
  }

  @Test
  void versionTwoWithMemoryAndVersionOneWithoutIt() throws IOException {
    system
        .file("proc/self/cgroup", "3:cpu,cpuacct:/job\n0::/job\n")
        .mount("/", "/sys/fs/cgroup/cpu", "rw", "cgroup", "rw,cpu,cpuacct")
        .mount("/", "/sys/fs/cgroup/unified", "rw", "cgroup2", "rw")
        .file("sys/fs/cgroup/unified/job/memory.max", "900000000\n")
        .file("sys/fs/cgroup/unified/job/memory.current", "0\n");
    assertBytes(900_000_000L, 900_000_000L);
  }

  @Test
  void aMountPointWithABlank() throws IOException {
    system
        .file("proc/self/cgroup", "0::/job\n")
        .mount("/", "/my\\040groups", "rw", "cgroup2", "rw")
        .file("my groups/job/memory.max", "900000000\n");
    assertBytes(900_000_000L, 900_000_000L);
  }

  @Test
  void limitsOfTheProcessItself() throws IOException {
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max data size             %s            unlimited            bytes
        Max address space         %s           unlimited            bytes
        """;
    system.file("proc/self/limits", limits.formatted("unlimited", "4300800000"));
    assertBytes(4_300_800_000L - 3_000_000L * 1024, ALL);
    assertThat(memory().inWords())
        .isEqualTo("1.2 GB are free (bounded by the limit on address space (ulimit -v))");
    system.file("proc/self/limits", limits.formatted("1500000000", "unlimited"));
    assertBytes(1_500_000_000L - 1_000_000L * 1024, ALL);
    system.file("proc/self/limits", limits.formatted("unlimited", "unlimited"));
    assertBytes(FREE, ALL);
  }

  @Test
  void whatIsDamagedIsNotBelieved() throws IOException {
    system
        .unified("/job")
        .file("sys/fs/cgroup/job/memory.max", "much\n")
        .file("sys/fs/cgroup/job/memory.high", "")
        .file("sys/fs/cgroup/job/memory.current", "99999999999999999999999\n");
    assertBytes(FREE, ALL);
    system.file("proc/self/cgroup", "nonsense\n\n0\n");
    assertBytes(FREE, ALL);
  }
}
