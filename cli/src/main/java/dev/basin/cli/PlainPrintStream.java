package dev.basin.cli;

import dev.basin.engine.Printable;
import dev.basin.engine.WithoutSecrets;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * Standard output or error on which nothing from outside, such as a file's name or a server's
 * words, can do more than be read: no character that a terminal obeys, and no password in an
 * address.
 */
final class PlainPrintStream extends PrintStream {
  private final PrintStream raw;

  private PlainPrintStream(PrintStream raw) {
    super(raw, true);
    this.raw = raw;
  }

  /** Runs with both standard streams plain. */
  static int during(IntSupplier command) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new PlainPrintStream(out));
    System.setErr(new PlainPrintStream(err));
    try {
      return command.getAsInt();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Prints on standard error what moves a terminal's cursor, and is ours. */
  static void control(String text) {
    PrintStream err = System.err;
    (err instanceof PlainPrintStream plain ? plain.raw : err).print(text);
  }

  private static String plain(String text) {
    return WithoutSecrets.of(Printable.lines(text));
  }

  @Override
  public void print(String text) {
    raw.print(plain(String.valueOf(text)));
  }

  @Override
  public void print(Object object) {
    print(String.valueOf(object));
  }

  @Override
  public void print(char letter) {
    print(String.valueOf(letter));
  }

  @Override
  public void print(char[] letters) {
    print(String.valueOf(letters));
  }

  @Override
  public boolean checkError() {
    return super.checkError() || raw.checkError();
  }
}
