package dev.basin.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like the root of a Linux system to those who read {@code /proc}. */
final class FakeSystem {
  private final Path root;
  private final StringBuilder mounts = new StringBuilder();

  /** A machine of 64 GB of which 60 GB are free, without limits. */
  FakeSystem(Path root) throws IOException {
    this.root = root;
    file(
        "proc/meminfo",
        "MemTotal:       64000000 kB\nMemFree: 1 kB\nMemAvailable:   60000000 kB\n");
    file(
        "proc/self/status",
        "Name:\tjava\nVmPeak:\t 9 kB\nVmSize:\t 3000000 kB\nVmData:\t 1000000 kB\n");
    mount("/", "/", "rw,relatime", "ext4", "rw");
    mount("/", "/proc", "rw,nosuid,nodev,noexec", "proc", "rw");
  }

  Path root() {
    return root;
  }

  FakeSystem file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /** A file system, with the optional fields that some mounts have. */
  FakeSystem mount(String from, String point, String options, String type, String superOptions)
      throws IOException {
    mounts.append(
        "36 35 98:0 %s %s %s shared:1 master:2 - %s none %s\n"
            .formatted(from, point, options, type, superOptions));
    return file("proc/self/mountinfo", mounts.toString());
  }

  /** Both versions side by side: memory in version 1, nothing in version 2. */
  FakeSystem hybrid(String group) throws IOException {
    return file(
            "proc/self/cgroup",
            "5:cpu,cpuacct:%1$s\n4:memory:%1$s\n1:name=systemd:/user.slice\n0::/user.slice\n"
                .formatted(group))
        .mount("/", "/sys/fs/cgroup/cpu,cpuacct", "rw", "cgroup", "rw,cpu,cpuacct")
        .mount("/", "/sys/fs/cgroup/memory", "rw", "cgroup", "rw,memory")
        .mount("/", "/sys/fs/cgroup/unified", "rw", "cgroup2", "rw");
  }

  /** Version 2 alone. */
  FakeSystem unified(String group) throws IOException {
    return file("proc/self/cgroup", "0::" + group + "\n")
        .mount("/", "/sys/fs/cgroup", "rw", "cgroup2", "rw,nsdelegate");
  }
}
