package dev.basin.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written, which Java's own forgets. A reader
 * that has seen enough, such as {@code head}, is no failure; a full disk is.
 */
final class StandardOutput extends OutputStream {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");
  private static @Nullable StandardOutput installed;

  private final OutputStream file = new FileOutputStream(FileDescriptor.out);
  private volatile @Nullable IOException failure;

  private StandardOutput() {}

  /** Takes the place of {@link System#out}, in its encoding. */
  static void install() {
    StandardOutput output = new StandardOutput();
    System.setOut(new PrintStream(new BufferedOutputStream(output), true, encoding()));
    installed = output;
  }

  private static Charset encoding() {
    for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  /** Why it could not be written, as the system says it; null if it could or that is not known. */
  static @Nullable String problem() {
    StandardOutput output = installed;
    IOException failure = output == null ? null : output.failure;
    return failure == null ? null : failure.getMessage();
  }

  /** Whether it could not be written because its reader had gone. */
  static boolean readerIsGone() {
    String problem = problem();
    return problem != null && (problem.contains("Broken pipe") || goesToAnotherProcess());
  }

  /** A pipe or a socket fails for that reason only; the words for it depend on the language. */
  private static boolean goesToAnotherProcess() {
    try {
      return Files.readSymbolicLink(DESCRIPTOR).toString().matches("(pipe|socket):.*");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }
}
