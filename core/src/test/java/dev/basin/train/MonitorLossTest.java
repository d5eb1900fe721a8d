package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.BatchSampler;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Workers;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.objective.DatasetObjective;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitorLossTest {
  private final Network network =
      Sequential.named("small", PointShape.vector(16)).normalised(2, 24).softmax(4);
  private PointerScope scope;
  private Tensor x;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    x = torch.zeros(network.layout().dimension());
    network.initialise(x, 5);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /** With no more points than the batch takes it is f, whose chunk holds the same points. */
  @Test
  void isTheLossOverItsPoints() {
    try (Dataset data = Formula.dataset(200, 16, 4, 1_000, 700_000);
        Workers workers = new Workers(1)) {
      double f =
          new DatasetObjective(network, data, 200, workers, new Cancellation()).evaluate(x).loss();
      MonitorLoss monitor = new MonitorLoss(network, data, 99);
      Tensor before = x.clone();
      assertThat(monitor.loss(x)).isCloseTo(f, within(1e-6 * f)).isEqualTo(monitor.loss(x));
      assertThat(x.equal(before)).isTrue();
    }
  }

  @Test
  void theBatchIsFixedAndHasASeedOfItsOwn() {
    try (Dataset data = Formula.dataset(1000, 16, 4, 1_000, 700_000)) {
      long[] points = new MonitorLoss(network, data, 99).points();
      assertThat(points).hasSize(256).doesNotHaveDuplicates();
      assertThat(Arrays.stream(points)).allMatch(i -> i >= 0 && i < 1000);
      assertThat(new MonitorLoss(network, data, 99).points()).isEqualTo(points);
      assertThat(new MonitorLoss(network, data, 98).points()).isNotEqualTo(points);
      assertThat(new BatchSampler(1000, 256, new RandomStream(99)).nextEpoch().batch(0))
          .as("the first batch of training")
          .isNotEqualTo(points);
    }
  }
}
