package dev.basin.cli;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.image.MnistFetcher;
import dev.basin.engine.Blas;
import dev.basin.engine.EngineException;
import dev.basin.engine.MatrixProductProbe;
import dev.basin.engine.NativeRuntime;
import dev.basin.lab.Environment;
import dev.basin.lab.Versions;
import dev.basin.machine.EnvironmentProxies;
import dev.basin.machine.HomeDirectory;
import dev.basin.machine.MachineMemory;
import dev.basin.machine.MachineProcessors;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code basin doctor}: what is in force, how fast it is, and what is wrong. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Versions, threads, the matrix library in force, its measured speed, and problems"
            + " with their cures.")
final class DoctorCommand implements Callable<Integer> {
  private static final double LARGEST_ERROR = 1e-5;

  /** Any host out there. */
  private static final URI FETCHED_FROM = URI.create("https://www.cs.toronto.edu/");

  private final Processor processor;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  DoctorCommand() {
    this(Processor.ofThisMachine());
  }

  DoctorCommand(Processor processor) {
    this.processor = processor;
  }

  @Override
  public Integer call() {
    System.out.printf("basin        %s (%s)%n", Versions.basin(), Versions.commit());
    System.out.printf(
        "processor    %s, %d cores%n",
        NativeRuntime.processorModel(), MachineProcessors.available());
    System.out.printf(
        "memory       %.1f GB; %s%n",
        Machine.memoryBytes() / 1e9, MachineMemory.ofThisMachine().inWords());
    System.out.printf("system       %s%n", Machine.operatingSystem());
    System.out.printf(
        "home         %s%n", HomeDirectory.find().map(Path::toString).orElse("unknown"));
    checkProxy();
    checkProcessor();
    checkMemory();
    try {
      engine();
    } catch (EngineException e) {
      problems.add(e.getMessage());
    }
    checkData();
    notes.forEach(note -> System.out.println("note: " + note));
    problems.forEach(problem -> System.out.println("problem: " + problem));
    System.out.println(
        problems.isEmpty() ? "No problems found." : problems.size() + " problem(s).");
    return problems.isEmpty() ? 0 : ExitCode.ENGINE;
  }

  private void engine() {
    Blas blas = NativeRuntime.start();
    Environment environment = Machine.environment();
    System.out.printf("natives      %s%n", NativeRuntime.libraries());
    environment
        .versions()
        .forEach((name, version) -> System.out.printf("%-12s %s%n", name, version));
    System.out.printf("blas         %s%n", blas.label());
    System.out.printf("threads      1 an operation, %d jobs side by side%n", environment.cores());
    NativeRuntime.requireThreads(environment.cores());
    MatrixProductProbe.Result probe = MatrixProductProbe.run(environment.cores());
    System.out.printf(
        "sgemm        %.0f GFLOP/s with 1 thread, %.0f with %d threads side by side%n",
        probe.singleGflops(), probe.allGflops(), environment.cores());
    checkBlas(probe);
  }

  private void checkProcessor() {
    if (processor.lacksAvx2()) {
      problems.add(Processor.problem());
    }
  }

  private void checkBlas(MatrixProductProbe.Result probe) {
    if (probe.error() > LARGEST_ERROR) {
      problems.add(
          String.format(
              "sgemm is wrong: relative error %.1e, expected below %.0e. Unset OPENBLAS_CORETYPE,"
                  + " or choose the other library with BASIN_JAVA_OPTS=-Dbasin.blas=mkl or"
                  + " openblas.",
              probe.error(), LARGEST_ERROR));
    }
    String coreType = System.getenv("OPENBLAS_CORETYPE");
    if (coreType != null && NativeRuntime.start() == Blas.OPENBLAS) {
      notes.add(
          "OPENBLAS_CORETYPE="
              + coreType
              + " chooses OpenBLAS's kernels by hand; without it this processor may be up to twice"
              + " as fast (unset it and run doctor again to see).");
    }
  }

  private void checkProxy() {
    try {
      EnvironmentProxies.of(System.getenv())
          .describe(FETCHED_FROM)
          .ifPresent(proxy -> System.out.printf("proxy        %s%n", proxy));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
  }

  private void checkMemory() {
    long bytes = Machine.memoryBytes();
    if (bytes > 0 && bytes < 4_000_000_000L) {
      problems.add("less than 4 GB of memory: use --parallel 1 and --subspace 0.");
    }
  }

  private void checkData() {
    try {
      Path found = MnistFetcher.of(null).find();
      if (found == null) {
        notes.add("MNIST is not here yet; it is fetched when needed ('basin data fetch mnist').");
      } else {
        System.out.println("mnist        " + found.toAbsolutePath());
      }
    } catch (DatasetFormatException e) {
      problems.add(e.getMessage());
    }
  }
}
