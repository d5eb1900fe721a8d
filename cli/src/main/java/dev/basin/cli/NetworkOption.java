package dev.basin.cli;

import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a command is about. */
final class NetworkOption {
  @Option(
      names = "--network",
      required = true,
      paramLabel = "NAME",
      description = "Network: F1, F2, C1, C2, C3 or C4.")
  private String name = "";

  @Mixin private VariantOption variant = new VariantOption();

  Network network() {
    return PaperNetworks.byName(name, variant.variant());
  }
}
