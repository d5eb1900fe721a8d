package dev.basin.cli;

import dev.basin.train.remedy.Remedies;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The remedies, for the commands that train. */
final class RemedyOptions {
  @Option(
      names = "--remedy",
      paramLabel = "TEXT",
      description =
          "Train with this remedy for large batches, such as sam or sam:rho=0.1; may be given several"
              + " times. 'basin remedy list' names them. In 'compare' the large-batch runs alone have"
              + " it.")
  private List<String> texts = new ArrayList<>();

  /**
   * The remedies that were asked for.
   *
   * @throws IllegalArgumentException if one is unknown, or some cannot be combined
   */
  Remedies remedies() {
    return Remedies.parse(texts);
  }
}
