package dev.basin.lab.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.network.Network;
import dev.basin.objective.NonFiniteLossException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Measures at the weights of one trial after one epoch, or at its solution. */
final class MeasureJob implements Job {
  private final JobContext context;
  private final TrainJob training;
  private final @Nullable Integer epoch;
  private final List<Plan.At> wanted;

  /**
   * A job.
   *
   * @param training whose weights
   * @param wanted what is measured, all after the same epoch
   */
  MeasureJob(JobContext context, TrainJob training, Collection<Plan.At> wanted) {
    this.context = context;
    this.training = training;
    this.wanted = List.copyOf(wanted);
    this.epoch = this.wanted.get(0).epoch();
  }

  @Override
  public String name() {
    return training.name() + (epoch == null ? "" : " epoch " + epoch) + " measured";
  }

  @Override
  public List<Job> after() {
    return List.of(training);
  }

  @Override
  public double flops() {
    return wanted.stream().mapToDouble(at -> training.cost().of(at.what())).sum();
  }

  @Override
  public double bytes() {
    return wanted.stream().mapToDouble(at -> training.cost().bytes(at.what())).max().orElse(0);
  }

  @Override
  public boolean isThere() {
    return wanted.stream().allMatch(training.folder()::has);
  }

  @Override
  public Network network() {
    return training.network();
  }

  @Override
  public boolean run() {
    TrialFolder folder = training.folder();
    String weights = epoch == null ? "solution" : "epoch-" + epoch;
    return context.alone(
        folder.config().key() + "." + weights,
        this,
        () -> {
          List<Plan.At> missing = missing(folder);
          if (!missing.isEmpty()) {
            measure(folder, missing);
          }
        });
  }

  private List<Plan.At> missing(TrialFolder folder) {
    boolean noWeights = training.isLeftOut() || hasNoWeights(folder);
    List<Plan.At> missing = new ArrayList<>();
    for (Plan.At at : wanted) {
      if (noWeights || isWhole(folder, at)) {
        context.progress().skip(training.cost().of(at.what()));
      } else {
        missing.add(at);
      }
    }
    return missing;
  }

  private boolean hasNoWeights(TrialFolder folder) {
    TrialOutcome outcome = folder.outcome();
    return epoch == null
        ? outcome.diverged()
        : epoch > outcome.epochs() || isNotFinite(folder, epoch);
  }

  private static boolean isNotFinite(TrialFolder folder, int epoch) {
    EpochRecord record = folder.epochs().get(epoch - 1);
    return !Double.isFinite(record.trainLoss()) || !Double.isFinite(record.testLoss());
  }

  private boolean isWhole(TrialFolder folder, Plan.At at) {
    return context.isWhole(() -> folder.read(at, JsonNode.class), () -> folder.remove(at));
  }

  private void measure(TrialFolder folder, List<Plan.At> missing) {
    try (PointerScope scope = new PointerScope()) {
      Network network = training.network();
      TrainTestData data = context.data().of(folder.config(), network);
      Tensor x = training.weights(epoch);
      try (Sharpnesses sharpnesses = new Sharpnesses(context, training, data, x)) {
        for (Plan.At at : missing) {
          context.progress().say(name(), at.what().kind());
          long begin = System.nanoTime();
          try {
            folder.write(at, result(at.what(), network, data, x, sharpnesses));
          } catch (NonFiniteLossException e) {
            context.notes().accept(name() + ": " + at.name() + " is left out: " + e.getMessage());
            continue;
          }
          StoreFile.append(
              folder.times(), Times.measurement(at.name(), (System.nanoTime() - begin) * 1e-9));
        }
      }
    }
  }

  private Object result(
      Measurement what, Network network, TrainTestData data, Tensor x, Sharpnesses sharpnesses) {
    if (what instanceof Measurement.Sharpness sharpness) {
      return sharpnesses.of(sharpness); // tells of its progress itself
    }
    try {
      return result(what, network, data, x);
    } finally {
      context.progress().advance(training.cost().of(what));
    }
  }

  private Object result(Measurement what, Network network, TrainTestData data, Tensor x) {
    TrialConfig config = training.folder().config();
    if (what instanceof Measurement.Eigenvalue eigenvalue) {
      try (Dataset points = first(data, eigenvalue.limit())) {
        return Instruments.eigenvalue(
            context.objective(network, config, points), x, config.sharedSeed("eigenvalue"));
      }
    }
    if (what instanceof Measurement.Steepness steepness) {
      try (Dataset points = first(data, steepness.limit())) {
        return Instruments.steepness(
            steepness,
            context.objective(network, config, points),
            network,
            x,
            config.sharedSeed("steepness"));
      }
    }
    if (what instanceof Measurement.GradientNoise noise) {
      return Instruments.noiseScale(noise, network, config, data.train(), x, context);
    }
    return new LossesResult(
        context.objective(network, config, data.train()).evaluate(x),
        context.objective(network, config, data.test()).evaluate(x));
  }

  private static Dataset first(TrainTestData data, int limit) {
    int size = data.train().size();
    return data.train().first(limit == 0 ? size : Math.min(limit, size));
  }
}
