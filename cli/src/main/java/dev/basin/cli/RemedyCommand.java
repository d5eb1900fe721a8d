package dev.basin.cli;

import dev.basin.train.remedy.Remedy;
import dev.basin.train.remedy.RemedyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code basin remedy}: what large batches can be trained with. */
@Command(
    name = "remedy",
    mixinStandardHelpOptions = true,
    description = "The remedies for large batches: list them, with their settings and sources.",
    subcommands = RemedyCommand.ListRemedies.class)
final class RemedyCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "missing: list");
    }
  }

  /** {@code basin remedy list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Every remedy with its settings, its price and its source, in the order in which they are"
              + " applied when several are combined.")
  static final class ListRemedies implements Callable<Integer> {
    @Option(names = "--json", description = JsonOutput.OPTION)
    private boolean json;

    @Override
    public Integer call() throws Exception {
      if (json) {
        List<Map<String, Object>> all =
            RemedyKind.ALL.stream().map(ListRemedies::document).toList();
        JsonOutput.print(Map.of("remedies", all));
        return 0;
      }
      for (RemedyKind kind : RemedyKind.ALL) {
        Remedy usual = kind.usual();
        System.out.printf("%s: %s%n", kind.label(), kind.summary());
        System.out.printf("    settings  %s%n", usual.toFullText());
        System.out.printf("    price     %s%n", price(usual.gradients()));
        System.out.printf("    source    %s%n", kind.source());
      }
      return 0;
    }

    private static Map<String, Object> document(RemedyKind kind) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", kind.label());
      document.put("summary", kind.summary());
      document.put("settings", kind.usual().settings());
      document.put("gradients", kind.usual().gradients());
      document.put("source", kind.source());
      return document;
    }

    private static String price(double gradients) {
      return gradients == 1
          ? "that of the plain run, epoch for epoch"
          : "%.3g gradients where the plain run takes one".formatted(gradients);
    }
  }
}
