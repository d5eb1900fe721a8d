package dev.basin.lab.instrument;

import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.EvaluationPrecision;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Random weights of a network of 117 weights on 20 points, in float64. */
final class SmallProblem implements AutoCloseable {
  static final int POINTS = 20;
  static final int TEST_POINTS = 12;
  private static final int INPUTS = 6;
  private static final int CLASSES = 3;

  private final PointerScope scope = new PointerScope();
  private final TrainTestData data = new TrainTestData(points(1, POINTS), points(2, TEST_POINTS));
  private final Workers workers = new Workers(1);
  private final List<Tensor> weights;
  private final List<String> said = new ArrayList<>();
  private double evaluations;
  private double gradients;
  private double products;

  /** With so many sets of weights. */
  SmallProblem(int count) {
    weights = IntStream.range(0, count).mapToObj(SmallProblem::weights).toList();
  }

  static Network network() {
    return Sequential.named("small", PointShape.vector(INPUTS)).normalised(2, 6).softmax(CLASSES);
  }

  private static Tensor weights(int number) {
    Tensor x = torch.zeros(network().layout().dimension());
    network().initialise(x, 4 + number);
    return x;
  }

  private static Dataset points(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count * INPUTS];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextFloat();
    }
    long[] labels = new long[count];
    for (int k = 0; k < count; k++) {
      labels[k] = random.nextInt(CLASSES);
    }
    return Dataset.ofFloats(
        DatasetInfo.published("random", CLASSES, PointShape.vector(INPUTS), "none"),
        values,
        labels);
  }

  Tensor x(int index) {
    return weights.get(index);
  }

  private static final ObjectiveConfig FLOAT64 =
      new ObjectiveConfig(
          POINTS,
          ObjectiveConfig.BatchNormStatistics.BATCH,
          EvaluationPrecision.FLOAT64,
          DatasetObjective.DEFAULT_ACTIVATION_MEMORY);

  /** The loss over the training points, not counted. */
  DatasetObjective f() {
    return FLOAT64.over(network(), data.train(), workers, new Cancellation());
  }

  /** Measures, and counts the passes. */
  <R> R measure(Instrument<R> instrument, Map<String, String> given) {
    Problem.Subject subject =
        new Problem.Subject(
            IntStream.range(0, weights.size()).mapToObj(k -> "x" + k).toList(),
            weights,
            training(),
            purpose -> 1L);
    Problem.Means means =
        new Problem.Means(workers, new Cancellation(), "a processor", meter(), PointLogs.NONE);
    Settings settings = Measurement.of(instrument, 0, given).settings();
    instrument.check(settings, network());
    try (Problem problem = new Problem(network(), subject, data, FLOAT64, means)) {
      return instrument.measure(settings, problem);
    }
  }

  /** What the instrument says that such a measurement takes. */
  <R> Price price(Instrument<R> instrument, Map<String, String> given) {
    return instrument.price(
        Measurement.of(instrument, 0, given).settings(),
        new Sizes(network(), POINTS, TEST_POINTS, 10, POINTS, 1L << 32, 1));
  }

  /** What was counted; its bytes are not. */
  Price counted() {
    return new Price(evaluations, gradients, products, 0);
  }

  /** What was said of the work. */
  List<String> said() {
    return List.copyOf(said);
  }

  private Meter meter() {
    return new Meter() {
      @Override
      public void evaluated(long points) {
        evaluations += points;
      }

      @Override
      public void gradient(long points) {
        gradients += points;
      }

      @Override
      public void product(long points) {
        products += points;
      }

      @Override
      public void say(String message) {
        said.add(message);
      }
    };
  }

  private static TrainingConfig training() {
    return new TrainingConfig(
        BatchSchedule.constant(10),
        new StoppingRule(1, 1, 0),
        OptimizerConfig.parse("adam"),
        1,
        StepConfig.defaults());
  }

  @Override
  public void close() {
    workers.close();
    data.close();
    scope.close();
  }
}
