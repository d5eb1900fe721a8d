package dev.basin.lab.compare;

import dev.basin.engine.text.TextForm;
import dev.basin.lab.ComparisonConfig;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.store.RunStore;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.DataText;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.yaml.StudyFile;
import dev.basin.sharpness.Maximizer;
import dev.basin.train.StoppingRule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison as the study file that {@code basin study} commands read. It lies in the store that
 * the comparison fills, and the comparison is run from it.
 */
public final class ComparisonStudy {
  /** The study's name, and its file's without ending. */
  public static final String NAME = "compare";

  /** The arm of the small batch. */
  static final String SMALL = "SB";

  /** The arm of the large batch. */
  static final String LARGE = "LB";

  private final ComparisonConfig config;
  private final StudyFile file;
  private final String text;

  /**
   * The study of a comparison.
   *
   * @param data the data set as catalogues are asked for it ({@link DataText})
   */
  public ComparisonStudy(ComparisonConfig config, String data) {
    this.config = config;
    this.text = write(data);
    this.file = StudyFile.parse(NAME + ".yaml", NAME, text);
  }

  /** What the study asks for. */
  public Plan plan(DataCatalogue data) {
    return Plan.of(file.at(Scale.PAPER), data);
  }

  /**
   * Puts the study into a store that is empty or holds the same one.
   *
   * @throws RunFolderException if the store holds another comparison, with what differs
   */
  public void putInto(RunStore store) {
    store.studyText(NAME).ifPresent(there -> requireSame(store, there));
    store.keepStudyText(NAME, text);
  }

  private void requireSame(RunStore store, String there) {
    List<String> before = there.lines().toList();
    List<String> now = text.lines().toList();
    String differences =
        Stream.concat(
                before.stream()
                    .filter(line -> !now.contains(line))
                    .map(line -> "'" + line.strip() + "' there"),
                now.stream()
                    .filter(line -> !before.contains(line))
                    .map(line -> "'" + line.strip() + "' here"))
            .collect(Collectors.joining(", "));
    if (!differences.isEmpty()) {
      throw new RunFolderException(
          store.root()
              + " holds another comparison ("
              + differences
              + "); go on with its own options, or choose another --out");
    }
  }

  private String write(String data) {
    StringBuilder yaml = new StringBuilder();
    line(yaml, "title", quoted("Small against large batches: " + config.network()));
    line(
        yaml,
        "about",
        quoted("The comparison that 'basin compare' ran into this store; see report.html beside."));
    line(yaml, "show", "[accuracy, sharpness, curves, paths, distance]");
    line(yaml, "trials", config.trials());
    line(yaml, "seed", config.seed());
    line(yaml, "limit", config.limit());
    line(yaml, "chunk-size", config.chunkSize());
    line(yaml, "optimizer", quoted(config.optimizer().toText()));
    line(yaml, "precision", word(config.steps().precision()));
    line(yaml, "activation-memory", config.steps().activationMemory() >> 20);
    line(yaml, "last-batch", config.lastBatch().label());
    yaml.append("arms:\n");
    line(yaml, "  " + SMALL, arm(config.smallBatch(), config.smallStopping(), List.of()));
    line(yaml, "  " + LARGE, arm(config.largeBatch(), config.largeStopping(), config.remedies()));
    yaml.append("measure:\n  - evaluate\n");
    line(yaml, "  - sharpness", sharpness("full", config.maximizer()));
    if (config.subspace() > 0) {
      String subspace = Integer.toString(config.subspace());
      line(yaml, "  - sharpness", sharpness(subspace, config.subspaceMaximizer()));
    }
    line(
        yaml,
        "  - landscape",
        "{path: [line, arc], points: %d, between: [%s, %s]}"
            .formatted(config.points(), SMALL, LARGE));
    yaml.append("networks:\n");
    line(yaml, "  - network", config.network());
    DataText set = DataText.parse(data);
    line(yaml, "    data", quoted(set.data()));
    if (set.size() != null) {
      line(yaml, "    image-size", set.size());
    }
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String key, Object value) {
    yaml.append(key).append(": ").append(value).append('\n');
  }

  private static String arm(int batch, StoppingRule stopping, List<String> remedies) {
    String texts = remedies.stream().map(ComparisonStudy::quoted).collect(Collectors.joining(", "));
    return "{batch: %d, epochs: %d, patience: %d%s}"
        .formatted(
            batch,
            stopping.maxEpochs(),
            stopping.patience(),
            texts.isEmpty() ? "" : ", remedies: [" + texts + "]");
  }

  private String sharpness(String subspace, Maximizer maximizer) {
    String epsilons =
        config.epsilons().stream().map(TextForm::write).collect(Collectors.joining(", "));
    return "{epsilon: [%s], subspace: %s, maximizer: %s}"
        .formatted(epsilons, subspace, word(maximizer));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A text in YAML's double quotes, in which the backslash and the quote are special. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
