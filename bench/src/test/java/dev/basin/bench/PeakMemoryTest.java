package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

  @Test
  void readsTheHighWaterMarkOfTheResidentSet() {
    assertThat(
            PeakMemory.fromStatus(
                List.of("VmPeak:\t 9000000 kB", "VmHWM:\t  125000 kB", "VmRSS:\t  100000 kB")))
        .isEqualTo(128);
  }

  @Test
  void aSystemThatDoesNotTellIsZero() {
    assertThat(PeakMemory.fromStatus(List.of("Name:\tjava"))).isZero();
  }
}
