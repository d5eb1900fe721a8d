package dev.basin.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The shell script {@code basin} with a Java that only tells how it was started, so that a start
 * takes milliseconds.
 */
final class Launcher {
  private static final Path SCRIPT = Path.of("..", "basin");
  private static final int PATIENCE_SECONDS = 120;

  /**
   * Tells of its environment and arguments, each word in brackets, as a word may hold line ends.
   */
  private static final String JAVA =
      """
      #!/bin/sh
      printf 'LC_ALL=%s\\nLC_CTYPE=%s\\n' "${LC_ALL-}" "${LC_CTYPE-}"
      for word in "$@"; do printf '<%s>\\n' "$word"; done
      """;

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /** A home with blanks, a Java of its own, a locale, and nothing else. */
  Launcher(Path directory) throws IOException {
    this.directory = directory.toRealPath();
    Path java = this.directory.resolve("a jdk");
    program(java.resolve("bin/java"), JAVA);
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("HOME", this.directory.resolve("a home").toString());
    environment.put("JAVA_HOME", java.toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  Path directory() {
    return directory;
  }

  /** Writes a script that can be run. */
  static Path program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
    return file;
  }

  Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Launcher without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Puts a directory before all others on the PATH. */
  Launcher onPath(Path first) {
    return with("PATH", first + ":" + environment.get("PATH"));
  }

  /**
   * Lays out a release.
   *
   * @param name of its directory
   * @return its launcher
   */
  Path release(String name) throws IOException {
    Path home = directory.resolve(name);
    Files.createDirectories(home.resolve("lib"));
    Path script = home.resolve("bin").resolve("basin");
    Files.createDirectories(script.getParent());
    return Files.copy(SCRIPT, script, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Lays out a source tree that was never built. */
  Path sources(String name) throws IOException {
    Path home = directory.resolve(name);
    for (String module : List.of("core", "lab", "cli")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(home.resolve("pom.xml"), "");
    return Files.copy(SCRIPT, home.resolve("basin"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Runs a command and returns what it wrote. */
  Start run(Path workingDirectory, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "start", ".out");
    Path err = Files.createTempFile(directory, "start", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher hangs: " + command);
    }
    Start start =
        new Start(
            process.exitValue(),
            new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
            new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return start;
  }

  Start run(String... command) throws IOException, InterruptedException {
    return run(directory, List.of(command));
  }

  /** Runs a line of shell, of which {@code $1}, {@code $2} … are words. */
  Start shell(String line, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
    command.addAll(List.of(words));
    return run(directory, command);
  }

  /**
   * How a start went.
   *
   * @param code the exit code
   * @param out what Java told
   * @param err what the launcher complained of
   */
  record Start(int code, String out, String err) {
    boolean has(String word) {
      return out.contains("<" + word + ">\n");
    }

    /** What follows a word. */
    boolean has(String word, String next) {
      return out.contains("<" + word + ">\n<" + next + ">\n");
    }
  }
}
