package dev.basin.cli;

/** Exit codes, as listed by {@code basin --help}. */
final class ExitCode {
  static final int INTERNAL = 1;
  static final int USAGE = 2;
  static final int DATA = 3;
  static final int WEIGHTS = 4;
  static final int OUTPUT = 5;
  static final int ENGINE = 6;
  static final int INTERRUPTED = 130;

  /** As a shell tells of a process that SIGPIPE ended. */
  static final int READER_GONE = 141;

  private ExitCode() {}
}
