package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.machine.MachineMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On the machine where it was measured, the process has 3,450,000 kB of address space when the
 * engine is started; the engine took 706,000 kB and each of up to 16 threads 75,000 to 165,000 kB.
 */
final class EngineMemoryTest {
  private static final long STARTED = 3_450_000;

  @TempDir private Path system;

  private MachineMemory limited(String name, long kilobytes) throws IOException {
    Files.createDirectories(system.resolve("proc/self"));
    Files.writeString(
        system.resolve("proc/self/status"),
        "VmSize: " + STARTED + " kB\nVmData: " + STARTED + " kB\n");
    Files.writeString(
        system.resolve("proc/self/limits"), name + " " + kilobytes * 1024 + " unlimited bytes\n");
    return new MachineMemory(system);
  }

  @Test
  void whatEndsTheProcessIsRefusedBefore() throws IOException {
    for (String name : new String[] {"Max address space", "Max data size"}) {
      for (long kilobytes : new long[] {2_600_000, 3_000_000, 3_600_000, 4_200_000}) {
        MachineMemory memory = limited(name, kilobytes);
        assertThatThrownBy(() -> EngineMemory.require(memory, false, 1))
            .isInstanceOf(EngineException.class)
            .hasMessageContainingAll("ulimit -", "unlimited", "GB more");
      }
      assertThatCode(() -> EngineMemory.require(limited(name, 4_600_000), false, 1))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void manyThreadsTakeMore() throws IOException {
    MachineMemory memory = limited("Max address space", 4_600_000);
    assertThatCode(() -> EngineMemory.require(memory, true, 4)).doesNotThrowAnyException();
    assertThatThrownBy(() -> EngineMemory.require(memory, true, 16))
        .hasMessageContainingAll("16 threads", "--parallel");
  }

  @Test
  void aContainerOfAHundredMegabytesIsRefused() throws IOException {
    Files.createDirectories(system.resolve("proc"));
    Files.writeString(
        system.resolve("proc/meminfo"), "MemTotal: 100000 kB\nMemAvailable: 90000 kB\n");
    assertThatThrownBy(() -> EngineMemory.require(new MachineMemory(system), false, 1))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("0.1 GB are free");
  }

  @Test
  void withoutLimitsAllIsWell() {
    assertThatCode(() -> EngineMemory.require(new MachineMemory(system), false, 1000))
        .doesNotThrowAnyException();
  }
}
