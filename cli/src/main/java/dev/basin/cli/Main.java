package dev.basin.cli;

/** Placeholder until the commands exist: prints its arguments, one a line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.err.println(System.getProperty("basin.command", "basin"));
    for (String arg : args) {
      System.out.println(arg);
    }
    if (args.length > 1 && args[0].equals("exit")) {
      System.exit(Integer.parseInt(args[1]));
    }
  }
}
