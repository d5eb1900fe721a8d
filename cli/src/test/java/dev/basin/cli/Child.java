package dev.basin.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A basin command in a process of its own, that saves its state after every epoch. */
final class Child implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs in the child. */
  public static void main(String[] arguments) {
    StandardOutput.install();
    System.exit(Main.run(Run.savingOften(), arguments));
  }

  /** Starts a command. */
  static Child start(Path scratch, String... arguments) throws IOException {
    return start(scratch, List.of(), arguments);
  }

  /**
   * Starts a command.
   *
   * @param scratch where its output is kept
   * @param prefix words before the Java command
   */
  static Child start(Path scratch, List<String> prefix, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:-CreateCoredumpOnCrash"));
    for (String property :
        List.of(
            "org.bytedeco.javacpp.cachedir",
            "org.bytedeco.javacpp.maxbytes",
            "org.bytedeco.javacpp.maxphysicalbytes",
            "java.library.path",
            "user.home")) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.add("-XX:ErrorFile=" + scratch.resolve("hs_err"));
    command.add("-Dbasin.program=./basin");
    command.addAll(List.of("-cp", classPath(), Child.class.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(scratch, "child", ".out");
    Path err = Files.createTempFile(scratch, "child", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Child(process, out, err);
  }

  private static String classPath() {
    String ofTests = System.getProperty("surefire.test.class.path");
    return ofTests == null ? System.getProperty("java.class.path", File.pathSeparator) : ofTests;
  }

  /**
   * Sends a signal by its name as soon as something holds, if the child is still there. A shell
   * starts what it runs in the background with Ctrl-C ignored, which children inherit and Java then
   * leaves alone; the test is skipped there.
   */
  void signalWhen(String signal, BooleanSupplier moment) throws IOException, InterruptedException {
    assumeFalse(
        signal.equals("INT") && ignoresInterrupt(), "this process was started with SIGINT ignored");
    awaitMoment(moment);
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return false;
    }
    int signal = 2;
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
          .anyMatch(ignored -> (ignored >> (signal - 1) & 1) == 1);
    }
  }

  /** Waits until something holds or the child has ended. */
  void awaitMoment(BooleanSupplier moment) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && !moment.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the moment did not come: " + run());
      }
      Thread.sleep(2);
    }
  }

  /** Waits for its end. */
  Run await() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the child hangs: " + Files.readString(err));
    }
    return run();
  }

  private Run run() throws IOException {
    int code = process.isAlive() ? -1 : process.exitValue();
    return new Run(code, Files.readString(out), Files.readString(err));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
