package dev.basin.lab.instrument;

import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.Workers;
import dev.basin.landscape.PointLog;
import dev.basin.network.Network;
import dev.basin.objective.Evaluation;
import dev.basin.train.TrainingConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Weights, and all that an instrument may ask of them: the loss over training and test points with
 * its derivatives, seeds, threads. Measurements of one problem share what they make in {@link
 * #shared}. Its tensors belong to whoever opened it.
 */
public final class Problem implements AutoCloseable {

  /**
   * The weights that are measured, and where they come from.
   *
   * @param names of each, for people
   * @param weights each of shape (n), in the order that the instrument's arity says
   * @param training how the weights were trained
   * @param seeds the seed of a random stream by its purpose
   */
  public record Subject(
      List<String> names,
      List<Tensor> weights,
      TrainingConfig training,
      ToLongFunction<String> seeds) {

    /** Copies the lists. */
    public Subject {
      names = List.copyOf(names);
      weights = List.copyOf(weights);
    }
  }

  /**
   * Who computes, and who hears of it.
   *
   * @param workers who compute
   * @param cancellation ends it at the next safe point
   * @param processor the machine's processor, for measurements of the machine
   * @param meter hears of each pass
   * @param logs keeps the points of long measurements
   */
  public record Means(
      Workers workers, Cancellation cancellation, String processor, Meter meter, PointLogs logs) {}

  private final Network network;
  private final Subject subject;
  private final TrainTestData data;
  private final ObjectiveConfig config;
  private final Means means;
  private final Map<String, AutoCloseable> shared = new LinkedHashMap<>();
  private final Map<Integer, Evaluation> centres = new HashMap<>();
  private @Nullable Network inForce;

  /**
   * Opens a problem.
   *
   * @param network the model
   * @param data training points, as many as are looked at, and test points; not closed by this
   * @param config which function of the weights is asked
   */
  public Problem(
      Network network, Subject subject, TrainTestData data, ObjectiveConfig config, Means means) {
    this.network = network;
    this.subject = subject;
    this.data = data;
    this.config = config;
    this.means = means;
  }

  /** The model. */
  public Network network() {
    return network;
  }

  /** The first, or only, weights, shape (n). */
  public Tensor x() {
    return subject.weights().get(0);
  }

  /** All of the weights. */
  public List<Tensor> weights() {
    return subject.weights();
  }

  /** What the weights are called. */
  public List<String> names() {
    return subject.names();
  }

  /** How the weights were trained. */
  public TrainingConfig training() {
    return subject.training();
  }

  /** The training points that are looked at. */
  public Dataset trainPoints() {
    return data.train();
  }

  /** The test points. */
  public Dataset testPoints() {
    return data.test();
  }

  /** The mean loss over the training points. */
  public MeteredObjective train() {
    return over(data.train());
  }

  /**
   * The mean loss over the test points.
   *
   * @throws IllegalArgumentException if BatchNorm cannot take their statistics
   */
  public MeteredObjective test() {
    config.requireStatistics(network, data.test().size(), "test");
    return over(data.test());
  }

  /**
   * Loss and accuracy over the training points at some of the weights, evaluated once.
   *
   * @param index 0 for the first
   */
  public Evaluation centre(int index) {
    return centres.computeIfAbsent(index, k -> train().evaluate(weights().get(k)));
  }

  private MeteredObjective over(Dataset points) {
    return new MeteredObjective(
        config.over(inForce(), points, means.workers(), means.cancellation()),
        points.size(),
        means.meter());
  }

  private Network inForce() {
    Network there = inForce;
    if (there == null) {
      there = config.inForce(network, x(), data.train(), means.workers(), means.cancellation());
      inForce = there;
    }
    return there;
  }

  /** The seed of a random stream: the one that was given, or that of the trial for the purpose. */
  public long seed(OptionalLong given, String purpose) {
    return given.isPresent() ? given.getAsLong() : subject.seeds().applyAsLong(purpose);
  }

  /** Who compute. */
  public Workers workers() {
    return means.workers();
  }

  /** Ends the measurement at its next safe point. */
  public Cancellation cancellation() {
    return means.cancellation();
  }

  /** The machine's processor. */
  public String processor() {
    return means.processor();
  }

  /** Hears of passes that are made past {@link #train} and {@link #test}. */
  public Meter meter() {
    return means.meter();
  }

  /**
   * The points of a series of this measurement that are measured already; the caller closes it.
   *
   * @param series its name
   * @param columns the names of the numbers of a point
   */
  public PointLog points(String series, List<String> columns) {
    return means.logs().open(series, columns);
  }

  /**
   * What measurements of this problem share, made at its first use and closed with this.
   *
   * @param key what it is, with all that it depends on beside the problem
   */
  public <T extends AutoCloseable> T shared(String key, Class<T> type, Supplier<T> maker) {
    AutoCloseable there = shared.get(key);
    if (there == null) {
      there = maker.get();
      shared.put(key, there);
    }
    return type.cast(there);
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(shared.values());
    shared.clear();
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
