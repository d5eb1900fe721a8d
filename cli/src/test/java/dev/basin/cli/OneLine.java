package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How every failure looks. */
final class OneLine {
  private OneLine() {}

  /** One line on standard error, after progress on a slow machine; nothing on standard output. */
  static void assertFailure(Run run, int code) {
    List<String> lines = run.err().lines().filter(line -> !line.startsWith("[")).toList();
    assertThat(lines).as(run.toString()).hasSize(1);
    assertThat(lines.get(0)).as(run.toString()).startsWith("basin: ");
    assertThat(run.err()).as(run.toString()).endsWith("\n");
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).as(run.err()).isEqualTo(code);
  }
}
