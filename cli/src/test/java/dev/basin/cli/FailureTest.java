package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class FailureTest {
  /** A failure that does not know its file is said in the words of who met it. */
  @Test
  void namesTheFile() {
    IOException plain = new IOException("Input/output error");
    Throwable met = new UncheckedIOException("a/b.png: Input/output error", plain);
    assertThat(Failure.of(met).line())
        .isEqualTo("cannot read or write a/b.png: Input/output error");
    assertThat(Failure.of(new ExecutionException(met)).line())
        .isEqualTo("cannot read or write a/b.png: Input/output error");
    assertThat(Failure.of(new UncheckedIOException(plain)).line())
        .isEqualTo("cannot read or write: Input/output error");
    IOException named = new NoSuchFileException("a/b.png");
    assertThat(Failure.of(new UncheckedIOException("x: a/b.png", named)).line())
        .isEqualTo("cannot read or write a/b.png: no such file or directory");
    assertThat(Failure.of(met).code()).isEqualTo(ExitCode.OUTPUT);
  }
}
