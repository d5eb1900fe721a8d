package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineProcessorsTest {
  @TempDir private Path directory;
  private FakeSystem system;

  @BeforeEach
  void machine() throws IOException {
    system = new FakeSystem(directory);
  }

  private int of(int seen) {
    return new MachineProcessors(system.root(), seen).count();
  }

  @Test
  void withoutGroupsThoseThatJavaSees() {
    assertThat(of(16)).isEqualTo(16);
  }

  @Test
  void theShareOfAnyGroupAroundBinds() throws IOException {
    system
        .unified("/a/b")
        .file("sys/fs/cgroup/a/cpu.max", "250000 100000\n")
        .file("sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
    assertThat(of(16)).isEqualTo(3);
    assertThat(of(2)).isEqualTo(2);
    system.file("sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
    assertThat(of(16)).isEqualTo(1);
  }

  @Test
  void versionOne() throws IOException {
    system
        .hybrid("/a/b")
        .file("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "400000\n")
        .file("sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n")
        .file("sys/fs/cgroup/cpu,cpuacct/a/b/cpu.cfs_quota_us", "-1\n")
        .file("sys/fs/cgroup/cpu,cpuacct/a/b/cpu.cfs_period_us", "100000\n");
    assertThat(of(16)).isEqualTo(4);
  }

  @Test
  void whatIsDamagedIsNotBelieved() throws IOException {
    system.unified("/a").file("sys/fs/cgroup/a/cpu.max", "0 0\n");
    assertThat(of(16)).isEqualTo(16);
    system.file("sys/fs/cgroup/a/cpu.max", "many\n");
    assertThat(of(16)).isEqualTo(16);
  }
}
