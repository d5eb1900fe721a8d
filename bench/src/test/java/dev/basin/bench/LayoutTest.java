package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutTest {

  @Test
  void oneJobDropsTheWarmUp() {
    assertThat(Layout.ONE_JOB.epochCosts(List.of(report(9.0, 2.0, 3.0)))).containsExactly(2.0, 3.0);
  }

  @Test
  void jobsSideBySideShareTheWallTimeAndDropBothEnds() {
    assertThat(
            Layout.SIDE_BY_SIDE.epochCosts(
                List.of(report(9.0, 4.0, 6.0, 1.0), report(8.0, 2.0, 6.0, 1.0))))
        .containsExactly(1.5, 3.0);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void asManyEpochsRemainAsWereWanted(Layout layout) {
    Double[] seconds = new Double[layout.epochsToRun(3)];
    Arrays.fill(seconds, 1.0);
    List<EpochReport> jobs = Collections.nCopies(layout.jobs(2), report(seconds));
    assertThat(layout.epochCosts(jobs)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void everyCoreHasOneThread(Layout layout) {
    assertThat(layout.jobs(2) * layout.threadsOfJob(2)).isEqualTo(2);
    assertThat(layout.jobs(16) * layout.threadsOfJob(16)).isEqualTo(16);
  }

  private static EpochReport report(Double... seconds) {
    return new EpochReport("peer", "1", 256, 1, List.of(seconds), List.of(), 0, List.of());
  }
}
