package dev.basin.bench;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lists of contenders; a new one is one method and one entry in {@link #of}. */
final class Contenders {
  static final String BASIN = "basin";

  /** Debian's libtorch, if it is found on the default path, would be loaded instead of a JAR's. */
  private static final String NO_SYSTEM_LIBRARIES = "-Djava.library.path=/nonexistent";

  /** What the launcher {@code basin} sets for the matrix libraries unless the user has. */
  private static final Map<String, String> BASIN_ENVIRONMENT =
      new TreeMap<>(
          Map.of(
              "MKL_THREADING_LAYER", "GNU",
              "MKL_NUM_THREADS", "1",
              "MKL_CBWR", "AUTO",
              "OMP_NUM_THREADS", "1",
              "OMP_WAIT_POLICY", "PASSIVE"));

  private final Path benchDirectory;
  private final Path python;
  private final Launcher launcher;

  Contenders(Path benchDirectory, Path python, Launcher launcher) {
    this.benchDirectory = benchDirectory;
    this.python = python;
    this.launcher = launcher;
  }

  List<Contender> of(Workload workload) {
    List<Contender> all = new ArrayList<>(List.of(basin(workload), basinBf16(workload)));
    switch (workload) {
      case F1 -> all.addAll(List.of(djl(), python3Torch("f1_torch.py")));
      case C1 -> {
        Contender torch = python3Torch("c1_torch.py");
        all.add(torch);
        all.add(torch.with("python3-torch-channels-last", "--channels-last"));
        all.add(torch.with("python3-torch-untuned", "--untuned").whenAskedFor());
        all.add(basin(workload).with("basin-augmented", "--remedy", "augmentation").whenAskedFor());
      }
      case C2 -> all.add(python3Torch("c2_torch.py").with("python3-torch-channels-last"));
    }
    return all;
  }

  /** A main class on Basin's class path, which is also this process's. */
  static List<String> basinCommand(Class<?> mainClass) {
    List<String> command = new ArrayList<>(List.of("env"));
    BASIN_ENVIRONMENT.forEach(
        (name, value) -> {
          if (System.getenv(name) == null) {
            command.add(name + "=" + value);
          }
        });
    command.addAll(List.of(java(), "-XX:+UseSerialGC", "-Xmx1g", NO_SYSTEM_LIBRARIES));
    command.add("-Dorg.bytedeco.javacpp.maxbytes=0");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("basin."))
        .sorted()
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
    return command;
  }

  private static Contender basin(Workload workload) {
    return Contender.ready(BASIN, basinCommand(BasinTraining.class))
        .with(BASIN, "--network", workload.name());
  }

  private static Contender basinBf16(Workload workload) {
    String name = "basin-bf16";
    return NativeRuntime.processorFlags().contains("bf16")
        ? basin(workload).with(name, "--precision", Precision.BF16.name())
        : Contender.missing(name, "the processor has no products of bfloat16");
  }

  private Contender djl() {
    Path target = benchDirectory.resolve("djl/target");
    Path classpath = target.resolve("classpath.txt");
    if (!Files.isReadable(classpath)) {
      return Contender.missing("djl", "module bench/djl is not built (profile -Pbench)");
    }
    try {
      String path = target.resolve("classes") + ":" + Files.readString(classpath).strip();
      List<String> command = new ArrayList<>(List.of(java(), "-Xmx3g", NO_SYSTEM_LIBRARIES));
      command.addAll(List.of("-cp", path, "dev.basin.bench.djl.DjlF1"));
      return Contender.ready("djl", command);
    } catch (IOException e) {
      return Contender.missing("djl", e.toString());
    }
  }

  private Contender python3Torch(String script) {
    String name = "python3-torch";
    if (!Files.isExecutable(python)) {
      return Contender.missing(name, "there is no " + python);
    }
    try {
      launcher.run(List.of(List.of(python.toString(), "-c", "import torch; print('{}')")));
    } catch (IOException e) {
      return Contender.missing(name, python + " cannot import torch");
    }
    String path = benchDirectory.resolve("peers").resolve(script).toString();
    return Contender.ready(name, List.of(python.toString(), path));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
