package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.NormStatistics;
import dev.basin.network.Parameters;
import dev.basin.network.Sequential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against means and variances by hand, of a network whose first layer is Dense, BatchNorm. */
class RunningStatisticsTest {
  private static final int FEATURES = 5;
  private static final int UNITS = 3;

  private final Network network =
      Sequential.named("N", PointShape.vector(FEATURES)).normalised(1, UNITS).softmax(2);
  private PointerScope scope;
  private Workers workers;
  private Tensor x;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    workers = new Workers(2);
    int n = (int) network.layout().dimension();
    x = Tensor.create(Formula.centred(3_000, n, 1)).to(torch.ScalarType.Float);
  }

  @AfterEach
  void close() {
    workers.close();
    scope.close();
  }

  private static Dataset points(int count) {
    return Formula.dataset(count, FEATURES, 2, 1_000, 2_000);
  }

  private Network inForce(Dataset data, int chunkSize) {
    return RunningStatistics.inForce(network, x, data, chunkSize, workers, new Cancellation());
  }

  private double[] logits(Network of, Dataset data) {
    return Formula.read(
        of.logits(Parameters.of(of.layout(), x), data.inputs(0, Math.min(2, data.size()))));
  }

  /** What the first layer gives, {@code W input + b}: weights first, in row-major order. */
  private double[][] outputs(Dataset data) {
    double[] weights = Formula.read(x);
    double[] inputs = Formula.read(data.inputs(0, data.size()));
    double[][] z = new double[data.size()][UNITS];
    for (int i = 0; i < z.length; i++) {
      for (int u = 0; u < UNITS; u++) {
        z[i][u] = weights[UNITS * FEATURES + u];
        for (int j = 0; j < FEATURES; j++) {
          z[i][u] += weights[u * FEATURES + j] * inputs[i * FEATURES + j];
        }
      }
    }
    return z;
  }

  /** The mean of the chunks' means and unbiased variances, by their points. */
  private static NormStatistics expected(double[][] z, List<Integer> chunks) {
    int points = chunks.stream().mapToInt(Integer::intValue).sum();
    List<Double> means = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    for (int u = 0; u < UNITS; u++) {
      double mean = 0;
      double variance = 0;
      int from = 0;
      for (int count : chunks) {
        double own = 0;
        for (int i = from; i < from + count; i++) {
          own += z[i][u] / count;
        }
        double squares = 0;
        for (int i = from; i < from + count; i++) {
          squares += (z[i][u] - own) * (z[i][u] - own);
        }
        mean += own * count / points;
        variance += squares / (count - 1) * count / points;
        from += count;
      }
      means.add(mean);
      variances.add(variance);
    }
    return new NormStatistics(means, variances);
  }

  @ParameterizedTest(name = "{0} points in chunks of {1}")
  @CsvSource({"11, 5", "11, 10", "12, 4", "9, 2147483647", "2, 2", "7, 3"})
  void areTheMeanOverNearlyEqualChunks(int size, int chunkSize) {
    List<Integer> chunks = new ArrayList<>();
    for (int count : ChunksTest.dealt(size, chunkSize)) {
      chunks.add(count);
    }
    try (Dataset data = points(size)) {
      Network constant = network.normalisedBy(List.of(expected(outputs(data), chunks)));
      assertThat(logits(inForce(data, chunkSize), data))
          .containsExactly(logits(constant, data), within(1e-5));
    }
  }

  /** Which a chunk size of 2 leaves of an odd number of points: it has no variance. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 11})
  void aLonePointIsLeftOut(int size) {
    List<Integer> pairs = Collections.nCopies(size / 2, 2);
    try (Dataset data = points(size)) {
      Network constant = network.normalisedBy(List.of(expected(outputs(data), pairs)));
      assertThat(logits(inForce(data, 2), data))
          .containsExactly(logits(constant, data), within(1e-5));
    }
  }

  @Test
  void onePointIsRefused() {
    try (Dataset data = points(1);
        Dataset more = points(4)) {
      assertThatThrownBy(() -> inForce(data, 5_000))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("running statistics of BatchNorm need at least 2 points; found 1 in formula");
      assertThatThrownBy(() -> inForce(more, 1)).hasMessageContaining("chunkSize is 1");
    }
  }

  /** Its statistics are those of its places. */
  @Test
  void onePictureIsEnoughForConvolutions() {
    Network pictures =
        Sequential.named("P", PointShape.image(1, 4, 4)).stack("1×[2, 3, 3, 1]").softmax(2);
    assertThat(pictures.fewestPoints()).isEqualTo(1);
    Tensor w = torch.zeros(pictures.layout().dimension());
    pictures.initialise(w, 1);
    try (Dataset data = Formula.dataset(1, PointShape.image(1, 4, 4), 2, 1, 2)) {
      Network constant =
          RunningStatistics.inForce(pictures, w, data, 5_000, workers, new Cancellation());
      Tensor logits = constant.logits(Parameters.of(pictures.layout(), w), data.inputs(0, 1));
      assertThat(logits.isfinite().all().item_bool()).isTrue();
    }
  }

  @Test
  void withoutBatchNormTheNetworkIsReturned() {
    Network plain = Sequential.named("P", PointShape.vector(FEATURES)).softmax(2);
    Tensor w = torch.zeros(plain.layout().dimension());
    try (Dataset data = points(1)) {
      assertThat(RunningStatistics.inForce(plain, w, data, 2, workers, new Cancellation()))
          .isSameAs(plain);
    }
  }
}
