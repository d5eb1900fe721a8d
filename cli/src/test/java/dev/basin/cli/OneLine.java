package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** How every failure looks. */
final class OneLine {
  private OneLine() {}

  /** One line on standard error, nothing on standard output. */
  static void assertFailure(Run run, int code) {
    assertThat(run.err()).as(run.toString()).startsWith("basin: ").endsWith("\n");
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).as(run.err()).isEqualTo(code);
  }
}
