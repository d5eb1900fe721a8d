package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.BatchSampler;
import dev.basin.data.Dataset;
import dev.basin.data.EpochBatches;
import dev.basin.data.LastBatch;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.objective.CrossEntropy;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.remedy.GhostBatchNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the points that whole batches leave over. */
class LastBatchTest {
  private static final int FEATURES = 6;
  private static final int CLASSES = 3;
  private static final long SEED = 99;

  private final Network normalised =
      Sequential.named("normalised", PointShape.vector(FEATURES)).normalised(2, 8).softmax(CLASSES);
  private final Network plain =
      Sequential.named("plain", PointShape.vector(FEATURES)).softmax(CLASSES);
  private PointerScope scope;
  private Workers workers;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(1);
  }

  @AfterEach
  void close() {
    workers.close();
    scope.close();
  }

  private static Dataset points(int count) {
    return Formula.dataset(count, FEATURES, CLASSES, 1_000, 700_000);
  }

  private static TrainingConfig config(int batch, int epochs, LastBatch last) {
    return new TrainingConfig(
            BatchSchedule.constant(batch),
            new StoppingRule(epochs, epochs, 0),
            OptimizerConfig.parse("sgd:lr=0.1,momentum=0"),
            SEED)
        .withLastBatch(last);
  }

  private static Tensor start(Network network) {
    Tensor x = torch.zeros(network.layout().dimension());
    network.initialise(x, 5);
    return x;
  }

  private TrainingResult train(
      Network network, int points, TrainingConfig config, Tensor x, TrainingListener listener) {
    try (Dataset train = points(points);
        Dataset test = points(12);
        TrainTestData data = new TrainTestData(train, test);
        Team team = new Team(1)) {
      DatasetObjective f = new DatasetObjective(network, test, 12, workers, new Cancellation());
      return new Trainer(network, data, f, config, listener, new Cancellation())
          .train(x, null, state -> {}, team);
    }
  }

  private static final class Cuts implements TrainingListener {
    private final List<EpochBatches> epochs = new ArrayList<>();

    @Override
    public void begins(int epoch, EpochBatches batches) {
      epochs.add(batches);
    }
  }

  /** So a batch one smaller than the data is that of all of them. */
  @Test
  void aLonePointJoinsTheBatchBefore() {
    Tensor all = start(normalised);
    TrainingResult expected =
        train(normalised, 30, config(30, 3, LastBatch.KEEP), all, TrainingListener.SILENT);
    Tensor joined = start(normalised);
    TrainingResult found =
        train(normalised, 30, config(29, 3, LastBatch.KEEP), joined, TrainingListener.SILENT);
    assertThat(joined.equal(all)).isTrue();
    assertThat(found.epochs().get(2).trainLoss()).isEqualTo(expected.epochs().get(2).trainLoss());
  }

  /** One epoch of SGD by hand, over batches of these sizes of the sampler's permutation. */
  private static double byHand(Network network, int points, Tensor x, List<Integer> sizes) {
    double losses = 0;
    int visited = 0;
    try (Dataset data = points(points)) {
      long[] order = new BatchSampler(points, points, new RandomStream(SEED)).nextEpoch().batch(0);
      for (int size : sizes) {
        long[] chosen = Arrays.copyOfRange(order, visited, visited + size);
        Tensor indices =
            torch.from_blob(
                new LongPointer(chosen),
                new long[] {size},
                new TensorOptions(torch.ScalarType.Long));
        Tensor g = torch.zeros_like(x);
        try (BatchGradient gradient = BatchGradient.autograd(network, x, g)) {
          Tensor labels = data.labels(indices);
          Tensor logits = gradient.compute(data.inputs(indices), labels, OptionalLong.empty());
          losses += size * CrossEntropy.mean(logits, labels).item_double();
        }
        x.add_(g, new Scalar(-0.1));
        visited += size;
      }
    }
    return losses / visited;
  }

  @ParameterizedTest(name = "{0} points in batches of {1}, {2}")
  @CsvSource({
    "30, 7, KEEP, '7,7,7,7,2'",
    "29, 7, KEEP, '7,7,7,8'",
    "29, 7, DROP, '7,7,7,7'",
    "27, 7, DROP, '7,7,7'",
    "5, 2, KEEP, '2,3'",
    "3, 2, KEEP, '3'"
  })
  void theStepsAreThoseOfTheseBatches(int points, int batch, LastBatch last, String sizes) {
    List<Integer> expected = Arrays.stream(sizes.split(",")).map(Integer::valueOf).toList();
    Tensor byHand = start(normalised);
    double loss = byHand(normalised, points, byHand, expected);
    Tensor x = start(normalised);
    Cuts cuts = new Cuts();
    TrainingResult result = train(normalised, points, config(batch, 1, last), x, cuts);
    assertThat(result.epochs().get(0).trainLoss()).isCloseTo(loss, within(1e-5 * loss));
    double norm = byHand.norm(new Scalar(2.0)).item_double();
    assertThat(x.sub(byHand).norm(new Scalar(2.0)).item_double()).isLessThan(1e-5 * norm);
    assertThat(cuts.epochs).containsExactly(new EpochBatches(points, batch, last, 2));
  }

  @Test
  void withoutBatchNormALonePointIsABatch() {
    Tensor byHand = start(plain);
    byHand(plain, 8, byHand, List.of(7, 1));
    Tensor x = start(plain);
    train(plain, 8, config(7, 1, LastBatch.KEEP), x, TrainingListener.SILENT);
    assertThat(Formula.read(x)).containsExactly(Formula.read(byHand), within(1e-6));
    Tensor ones = start(plain);
    byHand(plain, 4, ones, List.of(1, 1, 1, 1));
    Tensor one = start(plain);
    train(plain, 4, config(1, 1, LastBatch.KEEP), one, TrainingListener.SILENT);
    assertThat(Formula.read(one)).containsExactly(Formula.read(ones), within(1e-6));
  }

  @Test
  void batchesOfOnePointAreRefusedWhereBatchNormIs() {
    assertThatThrownBy(
            () ->
                train(
                    normalised,
                    8,
                    config(1, 1, LastBatch.KEEP),
                    start(normalised),
                    TrainingListener.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "batch is 1; BatchNorm of normalised cannot take the statistics of one point: expected"
                + " at least 2");
  }

  @Test
  void theProgressReachesTheEndOfTheEpoch() {
    for (LastBatch last : LastBatch.values()) {
      List<Integer> left = new ArrayList<>();
      train(
          normalised,
          30,
          config(7, 2, last),
          start(normalised),
          new TrainingListener() {
            @Override
            public void step(int epoch, int pointsDone, int points) {
              left.add(points - pointsDone);
            }
          });
      assertThat(left).filteredOn(points -> points == 0).hasSize(2);
      assertThat(left).allMatch(points -> points >= 0);
    }
  }

  /** Whatever the batches, no part of them has one point. */
  @ParameterizedTest(name = "{0} points in batches of {1} and parts of {2}")
  @CsvSource({"30, 29, 2", "31, 10, 3", "33, 16, 4", "23, 11, 2", "9, 4, 2", "3, 2, 2"})
  void ghostBatchNormNeverSeesOnePoint(int points, int batch, int part) {
    List<Long> seen = new ArrayList<>();
    TrainingConfig watched =
        config(batch, 2, LastBatch.KEEP)
            .with(
                run ->
                    run.wrapGradient(
                        inner ->
                            (inputs, labels, seed) -> {
                              seen.add(labels.numel());
                              return inner.compute(inputs, labels, seed);
                            }));
    Tensor x = start(normalised);
    train(
        normalised,
        points,
        new GhostBatchNorm(part).applyTo(watched, normalised),
        x,
        TrainingListener.SILENT);
    assertThat(seen).allMatch(count -> count >= 2);
    assertThat(seen.stream().mapToLong(count -> count).sum()).isEqualTo(2L * points);
    assertThat(x.isfinite().all().item_bool()).isTrue();
  }
}
