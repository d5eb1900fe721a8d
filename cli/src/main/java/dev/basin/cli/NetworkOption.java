package dev.basin.cli;

import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import picocli.CommandLine.Option;

/** Which network a command is about. */
final class NetworkOption {
  @Option(names = "--network", required = true, paramLabel = "NAME", description = "Network: F1.")
  private String name = "";

  Network network() {
    return PaperNetworks.byName(name);
  }
}
