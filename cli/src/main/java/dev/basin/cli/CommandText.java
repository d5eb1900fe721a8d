package dev.basin.cli;

/** The command as the user typed it; the launcher passes it on. */
final class CommandText {
  private CommandText() {}

  static String typed() {
    return System.getProperty("basin.command", "basin");
  }
}
