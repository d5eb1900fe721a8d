package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.fetch.DataUnavailableException;
import dev.basin.engine.EngineException;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.lab.RunFolderException;
import dev.basin.network.WeightsMismatchException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** Failures of every class, thrown in a command, end in one line and a documented exit code. */
final class ErrorLinesTest {
  @TempDir Path directory;

  @Command(name = "fail")
  private static final class Fail implements Callable<Integer> {
    private final Callable<Integer> body;

    private Fail(Callable<Integer> body) {
      this.body = body;
    }

    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }

  private static Run run(Callable<Integer> body) {
    return Run.of(() -> Main.commandLine().addSubcommand("fail", new Fail(body)), "fail");
  }

  private static Run failing(Throwable failure) {
    return run(
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        });
  }

  static Stream<Arguments> failures() {
    Throwable link = new UnsatisfiedLinkError("no jnitorch in java.library.path");
    return Stream.of(
        // errors of Java
        failure(new OutOfMemoryError("Java heap space"), ExitCode.ENGINE, "heap space", "-Xmx4g"),
        failure(
            new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            ExitCode.ENGINE,
            "no more threads",
            "--parallel"),
        failure(new OutOfMemoryError(), ExitCode.ENGINE, "not enough memory"),
        failure(link, ExitCode.ENGINE, "jnitorch", "basin doctor"),
        failure(new NoClassDefFoundError("org/bytedeco/x"), ExitCode.ENGINE, "org/bytedeco/x"),
        failure(new ExceptionInInitializerError(link), ExitCode.ENGINE, "jnitorch"),
        failure(new NoSuchMethodError("f()"), ExitCode.ENGINE, "f()", "install Basin again"),
        failure(new StackOverflowError(), ExitCode.INTERNAL, "internal error", "report it"),
        failure(new AssertionError("never"), ExitCode.INTERNAL, "never"),
        failure(new InternalError("a fault\nof two lines"), ExitCode.INTERNAL, "a fault", "report"),
        // what is wrong in Basin
        failure(new NullPointerException(), ExitCode.INTERNAL, "NullPointerException", " at "),
        failure(new IndexOutOfBoundsException("index 3"), ExitCode.INTERNAL, "index 3"),
        failure(new ArithmeticException("/ by zero"), ExitCode.INTERNAL, "/ by zero"),
        failure(
            new RuntimeException(
                "mat1 and mat2\nException raised from f (most recent call first):"),
            ExitCode.INTERNAL,
            "mat1 and mat2"),
        // memory that libtorch does not get
        failure(
            new RuntimeException("DefaultCPUAllocator: can't allocate\nframe #0: c10::Error"),
            ExitCode.ENGINE,
            "not enough memory"),
        failure(new RuntimeException("std::bad_alloc"), ExitCode.ENGINE, "not enough memory"),
        // the user's, and what threads wrap around it
        failure(new IllegalArgumentException("k is 0\n; or"), ExitCode.USAGE, "k is 0?; or"),
        failure(new IllegalArgumentException("\u001b[31mred"), ExitCode.USAGE, "?[31mred"),
        failure(new DataUnavailableException("no data"), ExitCode.DATA, "no data"),
        failure(new WeightsMismatchException("no weights"), ExitCode.WEIGHTS, "no weights"),
        failure(new RunFolderException("in use"), ExitCode.OUTPUT, "in use"),
        failure(new EngineException("no engine"), ExitCode.ENGINE, "no engine"),
        failure(new NoSuchFileException("/f"), ExitCode.OUTPUT, "/f", "no such file"),
        failure(
            new UncheckedIOException(new IOException("No space left on device")),
            ExitCode.OUTPUT,
            "No space left on device"),
        failure(
            new CompletionException(new RunFolderException("in use")), ExitCode.OUTPUT, "in use"),
        failure(
            new ExecutionException(new IllegalArgumentException("k is 0")),
            ExitCode.USAGE,
            "basin: k is 0\n"),
        failure(
            new InvocationTargetException(new OutOfMemoryError("Java heap space")),
            ExitCode.ENGINE,
            "heap space"),
        failure(
            new RuntimeException(new IOException("No space left on device")),
            ExitCode.OUTPUT,
            "basin: cannot read or write: No space left on device\n"),
        failure(
            new IllegalStateException(new OutOfMemoryError("Java heap space")),
            ExitCode.ENGINE,
            "heap space"));
  }

  private static Arguments failure(Throwable failure, int code, String... said) {
    return Arguments.of(failure, code, List.of(said));
  }

  @AfterEach
  void stopDebugging() {
    System.clearProperty("basin.debug");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isOneLineAndADocumentedCode(Throwable failure, int code, List<String> said) {
    Run run = failing(failure);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("basin: ").endsWith("\n").contains(said);
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true"})
  void tracesAreForDebugging(String setting) {
    System.setProperty("basin.debug", setting);
    for (Throwable failure :
        List.of(new StackOverflowError(), new IllegalArgumentException("k is 0"))) {
      Run run = failing(failure);
      assertThat(run.err()).contains("\tat dev.basin.cli.ErrorLinesTest", "\nbasin: ");
    }
  }

  @Test
  void anInterruptHasSaidSoItself() {
    Run run = failing(new CancellationException("stopped"));
    assertThat(run.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(run.err()).isEmpty();
  }

  /** Deeper than any thread's stack. */
  @Test
  void aRealStackOverflow() {
    assertInternal(run(() -> depth(0)), "java.lang.StackOverflowError");
  }

  private static int depth(int above) {
    return above < 0 ? above : 1 + depth(above + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void errorsOfOtherThreads(int threads) {
    Run ofWorkers =
        run(
            () -> {
              try (Workers workers = new Workers(threads)) {
                workers.forEach(8, ErrorLinesTest::failOnce);
              }
              return 0;
            });
    OneLine.assertFailure(ofWorkers, ExitCode.ENGINE);
    Run ofTeam =
        run(
            () -> {
              try (Team team = new Team(threads)) {
                team.forEach(8, ErrorLinesTest::failOnce);
              }
              return 0;
            });
    OneLine.assertFailure(ofTeam, ExitCode.ENGINE);
  }

  private static void failOnce(int k) {
    if (k == 5) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void ofAThreadThatNobodyWaitsFor() {
    StringWriter err = new StringWriter();
    int code = ErrorLines.report(new IllegalStateException("lost"), new PrintWriter(err));
    assertThat(code).isEqualTo(ExitCode.INTERNAL);
    assertThat(err.toString().lines()).hasSize(1);
  }

  /** What picocli says of the user's words, which may hold anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--trials=1\n2",
        "--trials=\u001b[2J",
        "--no\nsuch",
        "--epsilon=1,\u0007",
        "--limit=\u2028",
      })
  void wordsOfTheUserStayOnOneLine(String word) {
    Run run = Run.of("compare", "F1", word);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err().strip().chars()).allMatch(letter -> !Character.isISOControl(letter));
  }

  /** What picocli throws of its own when it reads {@code @FILE}. */
  @Test
  void aFileOfArgumentsThatCannotBeRead() {
    Run run = Run.of("evaluate", "@" + directory);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains(directory.toString());
  }

  private static void assertInternal(Run run, String said) {
    assertThat(run.code()).isEqualTo(ExitCode.INTERNAL);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("basin: internal error: " + said).contains("report it");
  }
}
