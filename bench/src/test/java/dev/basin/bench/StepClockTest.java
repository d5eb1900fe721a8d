package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.Cancellation;
import org.junit.jupiter.api.Test;

class StepClockTest {

  @Test
  void asksForTheEndAfterTheLastStepOnly() {
    Cancellation enough = new Cancellation();
    StepClock clock = new StepClock(2, enough);
    clock.step(1, 10, 30);
    assertThat(enough.requested()).isFalse();
    clock.step(1, 20, 30);
    assertThat(enough.requested()).isTrue();
    assertThat(clock.seconds()).hasSize(2).allSatisfy(s -> assertThat(s).isNotNegative());
  }
}
