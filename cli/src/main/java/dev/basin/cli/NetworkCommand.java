package dev.basin.cli;

import dev.basin.engine.Range;
import dev.basin.network.LayerSummary;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code basin network}: the networks that Basin knows. */
@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    description = "The paper's networks: list them, or show one layer by layer.",
    subcommands = {NetworkCommand.ListNetworks.class, NetworkCommand.Show.class})
final class NetworkCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "missing: list or show");
    }
  }

  /** {@code basin network list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The networks' names, one a line.")
  static final class ListNetworks implements Callable<Integer> {
    @Override
    public Integer call() {
      PaperNetworks.names().forEach(System.out::println);
      return 0;
    }
  }

  /** {@code basin network show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Layers, shapes, parameters, floating-point operations, and the activations that a batch"
              + " keeps in training.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "NETWORK", description = "Network: F1, F2, C1, C2, C3 or C4.")
    private String name = "";

    @Mixin private VariantOption variant = new VariantOption();

    @Option(
        names = "--batch",
        paramLabel = "B",
        defaultValue = "256",
        description = "Points of the batch whose memory is shown (default 256).")
    @OptionRange(least = 1, most = Range.MOST_POINTS)
    private int batch;

    @Option(names = "--json", description = JsonOutput.OPTION)
    private boolean json;

    @Override
    public Integer call() throws Exception {
      Network network = PaperNetworks.byName(name, variant.variant());
      if (json) {
        JsonOutput.print(document(network));
      } else {
        print(network);
      }
      return 0;
    }

    private Map<String, Object> document(Network network) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("network", network.name());
      document.put("input", network.input());
      document.put("classes", network.classes());
      document.put("parameters", network.layout().dimension());
      document.put("forwardFlops", network.forwardFlops());
      document.put("gradientFlops", network.gradientFlops());
      document.put("batch", batch);
      document.put("activationBytes", batch * network.activationBytes());
      document.put("layers", network.summary());
      return document;
    }

    private void print(Network network) {
      System.out.printf(
          "%s: input %s, %d classes, %,d parameters%n",
          network.name(), network.input(), network.classes(), network.layout().dimension());
      System.out.printf(
          "%-10s %-18s %-15s %12s %16s%n",
          "tensors", "layer", "output", "parameters", "FLOP a point");
      for (LayerSummary layer : network.summary()) {
        System.out.printf(
            "%-10s %-18s %-15s %12s %16s%n",
            layer.name(),
            layer.layer(),
            layer.output(),
            layer.parameters() == 0 ? "" : String.format("%,d", layer.parameters()),
            layer.forwardFlops() == 0 ? "" : String.format("%,d", layer.forwardFlops()));
      }
      System.out.printf(
          "FLOP a point: %,d forward, %,d forward and backward (products only; a multiply-add is"
              + " two)%n",
          network.forwardFlops(), network.gradientFlops());
      System.out.printf(
          "activations of a batch of %,d: %,.1f MB if all are kept%n",
          batch, batch * network.activationBytes() / 1e6);
    }
  }
}
