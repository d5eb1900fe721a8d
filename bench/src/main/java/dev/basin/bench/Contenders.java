package dev.basin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The list of contenders; a new one is one method and one entry in {@link #all}. */
final class Contenders {
  static final String BASIN = "basin";

  /** Debian's libtorch, if it is found on the default path, would be loaded instead of a JAR's. */
  private static final String NO_SYSTEM_LIBRARIES = "-Djava.library.path=/nonexistent";

  private final Path benchDirectory;
  private final Path python;
  private final Launcher launcher;

  Contenders(Path benchDirectory, Path python, Launcher launcher) {
    this.benchDirectory = benchDirectory;
    this.python = python;
    this.launcher = launcher;
  }

  List<Contender> all() {
    return List.of(basin(), djl(), python3Torch());
  }

  /** A main class on Basin's class path, which is also this process's. */
  static List<String> basinCommand(String mainClass) {
    List<String> command = new ArrayList<>(java());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("basin."))
        .sorted()
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return command;
  }

  private static Contender basin() {
    String mainClass = "dev.basin.bench.BasinF1";
    try {
      Class.forName(mainClass, false, Contenders.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return Contender.missing(BASIN, "there is no class " + mainClass);
    }
    return Contender.ready(BASIN, basinCommand(mainClass));
  }

  private Contender djl() {
    Path target = benchDirectory.resolve("djl/target");
    Path classpath = target.resolve("classpath.txt");
    if (!Files.isReadable(classpath)) {
      return Contender.missing("djl", "module bench/djl is not built (profile -Pbench)");
    }
    try {
      String path = target.resolve("classes") + ":" + Files.readString(classpath).strip();
      List<String> command = new ArrayList<>(java());
      command.addAll(List.of("-cp", path, "dev.basin.bench.djl.DjlF1"));
      return Contender.ready("djl", command);
    } catch (IOException e) {
      return Contender.missing("djl", e.toString());
    }
  }

  private Contender python3Torch() {
    String name = "python3-torch";
    if (!Files.isExecutable(python)) {
      return Contender.missing(name, "there is no " + python);
    }
    try {
      launcher.run(List.of(List.of(python.toString(), "-c", "import torch; print('{}')")));
    } catch (IOException e) {
      return Contender.missing(name, python + " cannot import torch");
    }
    String script = benchDirectory.resolve("peers/f1_torch.py").toString();
    return Contender.ready(name, List.of(python.toString(), script));
  }

  private static List<String> java() {
    String executable = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(executable, "-Xmx3g", NO_SYSTEM_LIBRARIES).toList();
  }
}
