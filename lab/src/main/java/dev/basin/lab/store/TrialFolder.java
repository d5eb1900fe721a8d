package dev.basin.lab.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.data.TrainTestData;
import dev.basin.engine.JsonDamage;
import dev.basin.lab.Environment;
import dev.basin.lab.RunFolderException;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.NoiseScaleResult;
import dev.basin.lab.study.CanonicalJson;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.TrialConfig;
import dev.basin.train.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one trial:
 *
 * <pre>
 * trial.json               the configuration and the digests of the data
 * start.safetensors        x₀
 * iterates/epoch-N…        weights after an epoch, where a study asks for them
 * solution.safetensors     x
 * metrics.jsonl            one {@link EpochRecord} a line
 * result.json              the {@link TrialOutcome}
 * complete                 the SHA-256 of all these; written last
 * measurements/NAME.json   what was measured, each with its own sum
 * machine/NAME.json        what was measured of the machine
 * provenance.json, times.jsonl   with what, where, how long: all that may differ between two runs
 * checkpoint.safetensors   the state of training, until it is over
 * </pre>
 *
 * <p>The bytes of all but the last three lines depend on the configuration, the data and the
 * versions of Basin and its libraries only.
 */
public final class TrialFolder {
  private static final String TRIAL = "trial.json";
  private static final String START = "start.safetensors";
  private static final String SOLUTION = "solution.safetensors";
  private static final String METRICS = "metrics.jsonl";
  private static final String RESULT = "result.json";
  private static final String NOISE = "noise-scale.jsonl";

  /** What lies beside the iterates in a complete trial and is vouched for. */
  static final Set<String> SEALED = Set.of(TRIAL, START, SOLUTION, METRICS, RESULT, NOISE);

  private final StoreBorder border;
  private final Path root;
  private final TrialConfig config;
  private final Seal seal;

  /**
   * A trial's folder.
   *
   * @param border of the store that it is in; a link that leads out of it is not followed
   */
  TrialFolder(StoreBorder border, Path root, TrialConfig config) {
    this.border = border;
    this.root = root;
    this.config = config;
    this.seal = new Seal(root, "complete");
  }

  /**
   * Which run a folder says that it is of.
   *
   * @throws DamagedException if it does not say so, or is called otherwise
   */
  static TrialConfig configIn(StoreBorder border, Path folder) {
    Path file = border.inside(folder.resolve(TRIAL));
    JsonNode config = parse(file, StoreFile.read(file).orElse(""), JsonNode.class).path("config");
    try {
      TrialConfig read = CanonicalJson.read(config, TrialConfig.class);
      if (!read.key().equals(String.valueOf(folder.getFileName()))) {
        throw new DamagedException(file + " is damaged: it is of the trial " + read.key());
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new DamagedException(file + " is damaged: " + JsonDamage.of(e), e);
    }
  }

  private Path member(String... names) {
    Path path = root;
    for (String name : names) {
      path = path.resolve(name);
    }
    return border.inside(path);
  }

  /** The trial. */
  public TrialConfig config() {
    return config;
  }

  /** The folder; need not exist. */
  public Path root() {
    return root;
  }

  /** The weights that it starts from. */
  public Path start() {
    return member(START);
  }

  /** The solution's weights. */
  public Path solution() {
    return member(SOLUTION);
  }

  /** The weights after an epoch, 1 for the first. */
  public Path iterate(int epoch) {
    return member("iterates", "epoch-%04d.safetensors".formatted(epoch));
  }

  private Path noise() {
    return member(NOISE);
  }

  public Path checkpoint() {
    return member("checkpoint.safetensors");
  }

  public Path times() {
    return member("times.jsonl");
  }

  /** Seconds of all epochs without their test evaluations, as the run measured itself, if known. */
  public OptionalDouble trainingSeconds() {
    Map<Integer, Double> seconds = epochSeconds();
    return seconds.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds.values().stream().mapToDouble(s -> s).sum());
  }

  /** Seconds of each epoch without its test evaluation, as far as the run measured them. */
  public Map<Integer, Double> epochSeconds() {
    return Times.epochs(timesText());
  }

  /** Seconds that everything measured of its weights took. */
  public double measurementSeconds() {
    return Times.measurements(timesText());
  }

  private String timesText() {
    try {
      return StoreFile.read(times()).orElse("");
    } catch (DamagedException e) {
      return ""; // a link out of the store, and nothing depends on it
    }
  }

  public Path provenance() {
    return member("provenance.json");
  }

  private Path metrics() {
    return member(METRICS);
  }

  private Path result() {
    return member(RESULT);
  }

  private Path trial() {
    return member(TRIAL);
  }

  /** Where a measurement of its weights is kept. */
  public MeasurementFile measurement(Plan.At at) {
    boolean ofTheMachine = Instruments.named(at.what().instrument()).isOfTheMachine();
    String weights = config.key() + (at.epoch() == null ? "" : " epoch " + at.epoch());
    return new MeasurementFile(
        border,
        root.resolve(ofTheMachine ? "machine" : "measurements").resolve(at.name() + ".json"),
        at.what(),
        List.of(weights));
  }

  /** A measurement of its weights as it was kept, if it is whole and its instrument known. */
  Optional<StoreContents.Measured> read(Path file) {
    try {
      return StoreFile.readDocument(border.document(file))
          .flatMap(text -> MeasurementFile.parse(text));
    } catch (DamagedException e) {
      return Optional.empty();
    }
  }

  /** Whether training is over and everything was written. */
  public boolean isComplete() {
    try {
      member("complete");
      return seal.isThere();
    } catch (DamagedException e) {
      return false;
    }
  }

  /** The first link out of the store, if the folder is one or has one. */
  public Optional<String> linkOut() {
    return border.linkOut(root);
  }

  /** What {@code trial.json} holds. */
  private record Identity(
      TrialConfig config,
      String trainSha256,
      String testSha256,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String origin) {}

  /**
   * Writes down what the trial is, or checks that it is that.
   *
   * @throws RunFolderException if the trial was begun with other data of the same name
   */
  public void identify(TrainTestData data) {
    Identity here =
        new Identity(
            config, data.train().digest(), data.test().digest(), data.train().info().origin());
    String text = CanonicalJson.page(here);
    Optional<String> there = StoreFile.read(trial());
    if (there.isPresent() && !there.get().equals(text)) {
      throw otherData(here.trainSha256);
    }
    if (there.isEmpty()) {
      StoreFile.write(trial(), text);
    }
  }

  private String identity(String part) {
    String text = StoreFile.read(trial()).orElse("{}");
    return parse(trial(), text, JsonNode.class).path(part).asText("");
  }

  /** Where the data come from and what was done to them; empty for published data as they are. */
  public String origin() {
    return identity("origin");
  }

  /** SHA-256 of the training points that it was begun with. */
  public String trainSha256() {
    return identity("trainSha256");
  }

  /** SHA-256 of the test points that it was begun with. */
  public String testSha256() {
    return identity("testSha256");
  }

  /**
   * Refuses other data than it was trained with.
   *
   * @throws RunFolderException if the digests differ
   */
  public void requireSameData(TrainTestData data) {
    if (!trainSha256().equals(data.train().digest())
        || !testSha256().equals(data.test().digest())) {
      throw otherData(trainSha256());
    }
  }

  private RunFolderException otherData(String expected) {
    return new RunFolderException(
        trial()
            + " was made with other data named '"
            + config.data()
            + "' (or is damaged); expected SHA-256 "
            + expected
            + "; use the data of before, another store, or remove the trial's folder");
  }

  /** SHA-256 of the file of the weights of a complete trial after an epoch, or of its solution. */
  public String weightsSha256(@Nullable Integer epoch) {
    return seal.written(epoch == null ? solution() : iterate(epoch));
  }

  /** What every complete trial has. */
  private List<Path> needed() {
    return List.of(trial(), start(), solution(), metrics(), result());
  }

  private List<Path> iterates() {
    Path folder = member("iterates");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", folder, e);
    }
  }

  /** Writes how it ended, and that it is complete. */
  public void complete(List<EpochRecord> epochs, TrialOutcome outcome) {
    StringBuilder lines = new StringBuilder();
    epochs.forEach(epoch -> lines.append(CanonicalJson.line(epoch)).append('\n'));
    StoreFile.write(metrics(), lines.toString());
    StoreFile.write(result(), CanonicalJson.page(outcome));
    List<Path> vouched = new ArrayList<>(needed());
    vouched.addAll(iterates());
    if (Files.isRegularFile(noise())) {
      vouched.add(noise());
    }
    seal.write(vouched);
    removeCheckpoint();
  }

  /**
   * Forgets the state of training; for a complete trial, where a process that was killed before it
   * came to that may have left it.
   */
  public void removeCheckpoint() {
    StoreFile.remove(checkpoint());
  }

  /**
   * What is wrong with a complete trial, if anything is.
   *
   * @return the first file that is missing, not what was written, or out of the store
   */
  public Optional<String> damage() {
    return linkOut().or(() -> seal.damage(needed()));
  }

  /** Whether a complete trial has the weights after an epoch. */
  public boolean hasIterate(int epoch) {
    return seal.vouchesFor(iterate(epoch));
  }

  /** Whether a complete trial has the noise scale of each epoch's steps. */
  public boolean hasNoise() {
    return seal.vouchesFor(noise());
  }

  /** An epoch with the noise scale of its steps. */
  private record EpochNoise(int epoch, NoiseScaleResult noise) {}

  /** The gradient noise scale of each epoch's steps, as far as that was measured. */
  public SortedMap<Integer, NoiseScaleResult> noiseScales() {
    SortedMap<Integer, NoiseScaleResult> scales = new TreeMap<>();
    for (String line : StoreFile.lines(noise())) {
      EpochNoise epoch = parse(noise(), line, EpochNoise.class);
      scales.put(epoch.epoch(), epoch.noise());
    }
    return scales;
  }

  /** Keeps the noise scales of the epochs so far. */
  public void keepNoise(SortedMap<Integer, NoiseScaleResult> scales) {
    StringBuilder lines = new StringBuilder();
    scales.forEach(
        (epoch, noise) ->
            lines.append(CanonicalJson.line(new EpochNoise(epoch, noise))).append('\n'));
    StoreFile.write(noise(), lines.toString());
  }

  /**
   * The file of the weights of a complete trial after an epoch, or of its solution.
   *
   * @throws DamagedException if it is not what was written
   */
  public Path wholeWeights(@Nullable Integer epoch) {
    Path file = epoch == null ? solution() : iterate(epoch);
    seal.requireWhole(file);
    return file;
  }

  /** Makes a complete trial incomplete, so that it is trained again. */
  public void reopen() {
    seal.remove();
  }

  /**
   * How a complete trial ended.
   *
   * @throws DamagedException if it cannot be read
   */
  public TrialOutcome outcome() {
    return parse(result(), StoreFile.read(result()).orElse(""), TrialOutcome.class);
  }

  /**
   * The epochs of a complete trial.
   *
   * @throws DamagedException if one cannot be read
   */
  public List<EpochRecord> epochs() {
    return StoreFile.lines(metrics()).stream()
        .map(line -> parse(metrics(), line, EpochRecord.class))
        .toList();
  }

  /** The same with the seconds of each, NaN where they are not known. */
  public List<EpochMetrics> timedEpochs() {
    Map<Integer, Double> seconds = epochSeconds();
    return epochs().stream()
        .map(
            epoch ->
                new EpochMetrics(
                    epoch.epoch(),
                    epoch.trainLoss(),
                    epoch.trainAccuracy(),
                    epoch.testLoss(),
                    epoch.testAccuracy(),
                    seconds.getOrDefault(epoch.epoch(), Double.NaN)))
        .toList();
  }

  /** What {@code provenance.json} holds. */
  public record Provenance(Environment environment, String process, String began) {

    /** As the file holds it. */
    public String text() {
      return CanonicalJson.page(SummedJson.of(this));
    }
  }

  /**
   * A part of {@code provenance.json}, on which nothing depends: what cannot be read is not there.
   */
  private <T> Optional<T> made(String part, Class<T> type) {
    try {
      JsonNode all = CanonicalJson.read(StoreFile.read(provenance()).orElse("{}"), JsonNode.class);
      return all.hasNonNull(part)
          ? Optional.of(CanonicalJson.read(all.get(part), type))
          : Optional.empty();
    } catch (JsonProcessingException | DamagedException e) {
      return Optional.empty();
    }
  }

  /** With what the trial was made, if that can be read. */
  public Optional<Environment> environment() {
    return made("environment", Environment.class);
  }

  /** When it was last begun, if that was kept; not a part of what is compared or checked. */
  public Optional<Instant> began() {
    try {
      return made("began", String.class).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static <T> T parse(Path file, String text, Class<T> type) {
    try {
      return CanonicalJson.read(text, type);
    } catch (JsonProcessingException e) {
      throw new DamagedException(file + " is damaged: " + JsonDamage.of(e), e);
    }
  }
}
