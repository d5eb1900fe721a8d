package dev.basin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts processes at once, waits for all, and returns the JSON line that each printed last. */
final class Launcher {
  private static final int SHOWN_OF_AN_ERROR = 2000;

  private final Duration patience;

  /** Gives every process {@code patience} to end. */
  Launcher(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs the command lines side by side, with this process's environment.
   *
   * @throws IOException if one cannot start, fails, outlasts the patience or prints no JSON
   */
  List<String> run(List<List<String>> commands) throws IOException {
    List<Job> jobs = new ArrayList<>();
    try {
      for (List<String> command : commands) {
        jobs.add(Job.start(command));
      }
      List<String> lines = new ArrayList<>();
      for (Job job : jobs) {
        lines.add(job.await(patience));
      }
      return lines;
    } finally {
      for (Job job : jobs) {
        job.close();
      }
    }
  }

  private record Job(List<String> command, Process process, Path out, Path err) {

    static Job start(List<String> command) throws IOException {
      Path out = Files.createTempFile("basin-bench", ".out");
      Path err = Files.createTempFile("basin-bench", ".err");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Job(command, process, out, err);
    }

    String await(Duration patience) throws IOException {
      try {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
          throw new IOException(name() + " did not end within " + patience);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for " + name(), e);
      }
      if (process.exitValue() != 0) {
        throw new IOException(name() + " ended with " + process.exitValue() + ": " + errors());
      }
      return Files.readAllLines(out).stream()
          .filter(line -> line.startsWith("{"))
          .reduce((first, second) -> second)
          .orElseThrow(() -> new IOException(name() + " printed no JSON line: " + errors()));
    }

    /** The last words of the command line say which job it is. */
    private String name() {
      int size = command.size();
      return String.join(" ", command.subList(Math.max(0, size - 9), size));
    }

    private String errors() {
      try {
        String text = Files.readString(err).strip();
        return text.substring(Math.max(0, text.length() - SHOWN_OF_AN_ERROR));
      } catch (IOException e) {
        return e.toString();
      }
    }

    void close() throws IOException {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }
}
