package dev.basin.lab.study.yaml;

import dev.basin.data.LastBatch;
import dev.basin.data.image.ImageSize;
import dev.basin.engine.Precision;
import dev.basin.engine.Printable;
import dev.basin.engine.Range;
import dev.basin.lab.ComparisonConfig;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.BatchText;
import dev.basin.lab.study.DataText;
import dev.basin.lab.study.StudyNetworks;
import dev.basin.lab.study.Subject;
import dev.basin.lab.study.WarmStarts;
import dev.basin.lab.study.Words;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.remedy.Remedies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what a study does with one network. */
final class SubjectReader {
  private static final Set<String> OF_TRAINING =
      Set.of(
          "epochs",
          "patience",
          "tolerance",
          "optimizer",
          "precision",
          "activation-memory",
          "last-batch",
          "remedies");
  private static final Set<String> OF_ARM = with(OF_TRAINING, "batch", "from");

  /** The keys that a study or a network may have for all its arms. */
  static final Set<String> KEYS =
      with(OF_TRAINING, "limit", "image-size", "chunk-size", "trials", "seed", "arms", "measure");

  /** In place of an arm, or of remedies, of the base that a study does not have. */
  private static final String NONE = "none";

  private static final int PATIENCE = 10;
  private static final int LONGEST_NAME = 60;
  private static final long MEBIBYTE = 1L << 20;
  private static final Range MEBIBYTES = Range.count(1, StepConfig.MOST_MEBIBYTES);

  private final Located map;

  /** Reads from a map of {@link #KEYS} and a network's own. */
  SubjectReader(Located map) {
    this.map = map;
  }

  private static Set<String> with(Set<String> keys, String... more) {
    Set<String> all = new HashSet<>(keys);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }

  Subject read() {
    List<Arm> arms = arms();
    MeasureReader measures = new MeasureReader(arms);
    map.get("measure").ifPresent(list -> list.list().forEach(measures::read));
    requireFit(measures);
    return new Subject(
        map.require("network").parsed(StudyNetworks::checkedName),
        data(map).text(),
        map.get("limit").map(value -> value.count(Subject.LIMITS)).orElse(0),
        map.get("chunk-size")
            .map(value -> value.count(Range.POINTS))
            .orElse(DatasetObjective.DEFAULT_CHUNK_SIZE),
        map.get("trials").map(value -> value.count(ComparisonConfig.TRIALS)).orElse(1),
        map.get("seed").map(Located::integer).orElse(1L),
        arms,
        measures.measures(),
        measures.joint());
  }

  /** Settings have to fit each other, the network, and how many solutions are measured. */
  private void requireFit(MeasureReader measures) {
    Network network = map.require("network").parsed(StudyNetworks::byName);
    measures.measures().forEach(measure -> requireFit(measure.what(), network, 1));
    measures.joint().forEach(joint -> requireFit(joint.what(), network, joint.arms().size()));
  }

  private void requireFit(Measurement what, Network network, int weights) {
    Instrument<?> instrument = Instruments.named(what.instrument());
    map.checked(
        () -> {
          instrument.check(what.settings(), network);
          instrument.check(what.settings(), weights);
          return what;
        });
  }

  private List<Arm> arms() {
    Map<String, Arm> arms = new LinkedHashMap<>();
    Located training =
        map.without(
            with(KEYS, "network", "data").stream()
                .filter(key -> !OF_TRAINING.contains(key))
                .collect(Collectors.toSet()));
    map.require("arms")
        .entries()
        .forEach(
            (name, arm) -> {
              if (arm.isText() && arm.text().equals(NONE)) {
                return;
              }
              arm.requireKeys(OF_ARM);
              for (Arm made : arms(name, training.with(arm), arm)) {
                arms.put(made.name(), made);
              }
            });
    List<Arm> all = List.copyOf(arms.values());
    for (Arm arm : all) {
      if (arm.from() != null) {
        requireRandomStart(arm, arms.get(arm.from().arm()));
      }
    }
    return all;
  }

  private void requireRandomStart(Arm arm, @Nullable Arm source) {
    Located arms = map.require("arms");
    if (source == null || source.from() != null) {
      throw arms.error(
          "arm "
              + Printable.shortened(arm.name(), LONGEST_NAME)
              + " starts from "
              + (arm.from() == null ? "" : Printable.shortened(arm.from().arm(), LONGEST_NAME))
              + "; expected an arm that starts from random weights");
    }
  }

  /** One arm, or one for each of several batch sizes. */
  private static List<Arm> arms(String name, Located arm, Located own) {
    List<Located> batches = own.require("batch").list();
    List<Arm> made = new ArrayList<>();
    for (Located batch : batches) {
      BatchText text = batch.parsed(BatchText::new);
      made.add(
          new Arm(
              batches.size() == 1 ? name : name + " " + text.text(),
              text,
              stopping(arm),
              arm.get("optimizer")
                  .map(value -> value.parsed(OptimizerConfig::parse))
                  .orElse(Arm.USUAL_OPTIMIZER),
              steps(arm),
              arm.get("from").map(SubjectReader::from).orElse(null),
              arm.get("remedies").map(SubjectReader::remedies).orElseGet(Remedies::none),
              arm.get("last-batch")
                      .map(value -> value.parsed(SubjectReader::lastBatch))
                      .orElse(LastBatch.KEEP)
                  == LastBatch.DROP));
    }
    return made;
  }

  /** The data set that a map of a network names; paths are from the folder of their file. */
  static DataText data(Located map) {
    ImageSize size = map.get("image-size").map(text -> text.parsed(ImageSize::parse)).orElse(null);
    Located data = map.require("data");
    return data.parsed(text -> DataText.of(text, data.folder(), size));
  }

  private static StoppingRule stopping(Located arm) {
    int epochs = arm.require("epochs").count(Range.EPOCHS);
    int patience = arm.get("patience").map(value -> value.count(Range.EPOCHS)).orElse(PATIENCE);
    double tolerance = arm.get("tolerance").map(Located::positive).orElse(0.0);
    return arm.checked(() -> new StoppingRule(epochs, patience, tolerance));
  }

  private static StepConfig steps(Located arm) {
    StepConfig usual = StepConfig.defaults();
    Precision precision =
        arm.get("precision")
            .map(value -> value.parsed(SubjectReader::precision))
            .orElse(usual.precision());
    long memory =
        arm.get("activation-memory")
            .map(value -> value.count(MEBIBYTES) * MEBIBYTE)
            .orElse(usual.activationMemory());
    return arm.checked(() -> new StepConfig(precision, memory));
  }

  private static Remedies remedies(Located list) {
    if (list.isText() && list.text().equals(NONE)) {
      return Remedies.none();
    }
    List<String> texts = list.list().stream().map(Located::text).toList();
    return list.checked(() -> Remedies.parse(texts));
  }

  private static LastBatch lastBatch(String text) {
    for (LastBatch choice : LastBatch.values()) {
      if (choice.label().equals(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "last-batch is " + Printable.quote(text) + "; expected keep or drop");
  }

  private static Precision precision(String text) {
    return Words.parse(
        Precision.values(), text.toLowerCase(Locale.ROOT), "", " is unknown; expected ");
  }

  private static WarmStarts from(Located from) {
    from.requireKeys(Set.of("arm", "epochs", "every", "until"));
    String arm = from.require("arm").text();
    return from.checked(() -> new WarmStarts(arm, epochs(from).orElse(List.of())));
  }

  /** Epochs as a list, {@code epochs: [1, 5]}, or as {@code every: 5, until: 100}. */
  static Optional<List<Integer>> epochs(Located map) {
    Optional<Located> list = map.get("epochs");
    if (list.isPresent()) {
      return Optional.of(
          list.get().list().stream()
              .map(value -> value.count(Range.EPOCHS))
              .distinct()
              .sorted()
              .toList());
    }
    if (map.get("every").isEmpty()) {
      return Optional.empty();
    }
    int every = map.require("every").count(Range.EPOCHS);
    int until = map.require("until").count(Range.count(every, Range.MOST_EPOCHS));
    return Optional.of(
        IntStream.rangeClosed(1, until / every).map(k -> k * every).boxed().toList());
  }
}
