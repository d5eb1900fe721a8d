package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Progress as lines and as a bar; time is told to it. */
final class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringBuilder shown = new StringBuilder();
  private long now = 100 * SECOND;

  @Test
  void plainLinesComeNowAndThen() {
    try (ProgressLine progress = progress(false)) {
      progress.advance(1);
      assertThat(shown).isEmpty();
      now += 3 * SECOND;
      progress.say("job", "epoch 1");
      now += 3 * SECOND;
      progress.advance(1);
      assertThat(shown.toString()).hasLineCount(1).doesNotContain("\r");
      now += 15 * SECOND;
      progress.advance(23);
    }
    assertThat(shown.toString().lines())
        .containsExactly(
            "[------------------------]   1 % 4:57 left | job: epoch 1",
            "[######------------------]  25 % 1:03 left | job: epoch 1");
  }

  @Test
  void aBarRedrawsItsLineFitsItAndLeavesNothing() {
    try (ProgressLine progress = progress(true)) {
      now += 3 * SECOND;
      progress.say("job", "x".repeat(200));
      progress.advance(50);
      now += SECOND;
      progress.advance(10);
    }
    assertThat(shown.toString()).doesNotContain("\n").endsWith("\r\u001b[2K");
    String[] drawn = shown.toString().split("\r\u001b\\[2K");
    assertThat(drawn[drawn.length - 1]).startsWith("[##############").contains(" 60 % 0:03 left");
    assertThat(drawn).allMatch(line -> line.length() < 80);
  }

  @Test
  void workLeftOutDoesNotCount() {
    try (ProgressLine progress = progress(false)) {
      progress.skip(50);
      progress.say("a", "over");
      progress.finished("a");
      now += 10 * SECOND;
      progress.advance(25);
    }
    assertThat(shown.toString().strip()).isEqualTo("[############------------]  50 % 0:10 left");
  }

  private ProgressLine progress(boolean terminal) {
    return new ProgressLine(100, shown::append, terminal, 80, () -> now);
  }
}
