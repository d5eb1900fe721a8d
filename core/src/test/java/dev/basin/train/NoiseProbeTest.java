package dev.basin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.optim.OptimizerConfig;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NoiseProbeTest {
  private static double squaredNorm(double[] g) {
    double square = 0;
    for (double each : g) {
      square += each * each;
    }
    return square;
  }

  @Test
  void tellsTheNormsOfBothAndLeavesTheGradientAsItIs() {
    NativeRuntime.start();
    Network network = Sequential.named("small", PointShape.vector(12)).normalised(1, 10).softmax(3);
    List<double[]> heard = new ArrayList<>();
    try (PointerScope scope = new PointerScope();
        Dataset data = Formula.dataset(40, 12, 3, 1_000, 700_000);
        Team team = new Team(1);
        TrainingRun run =
            TestRuns.of(
                network,
                data,
                new TrainingConfig(
                    BatchSchedule.constant(40),
                    new StoppingRule(1, 1, 0),
                    OptimizerConfig.parse("sgd"),
                    1),
                Tensor.create(Formula.centred(50, (int) network.layout().dimension(), 0.5))
                    .to(torch.ScalarType.Float),
                team)) {
      StepGradient plain = run.gradient();
      double ofPart = 0;
      double[] mean = new double[(int) run.g().numel()];
      for (int k = 0; k < 8; k++) {
        plain.compute(data.inputs(5L * k, 5), data.labels(5L * k, 5), 3);
        double[] part = Formula.read(run.g());
        ofPart += squaredNorm(part) / 8;
        for (int i = 0; i < mean.length; i++) {
          mean[i] += part[i] / 8;
        }
      }
      plain.compute(data.inputs(0, 40), data.labels(0, 40), 3);
      double[] whole = Formula.read(run.g());
      StepGradient watched =
          NoiseProbe.around(
              plain,
              run.g(),
              () -> 15,
              (part, batch, p, b) -> heard.add(new double[] {part, batch, p, b}));
      watched.compute(data.inputs(0, 40), data.labels(0, 40), 3);
      assertThat(Formula.read(run.g())).isEqualTo(whole);
      assertThat(heard).hasSize(1);
      assertThat(heard.get(0))
          .containsExactly(new double[] {5, 40, ofPart, squaredNorm(mean)}, within(1e-6 * ofPart));
      watched.compute(data.inputs(0, 15), data.labels(0, 15), 3);
      assertThat(heard).as("15 points have no eight parts of two").hasSize(1);
      NoiseProbe.around(plain, run.g(), () -> 40, (part, batch, p, b) -> heard.add(new double[0]))
          .compute(data.inputs(0, 39), data.labels(0, 39), 3);
      assertThat(heard).as("39 points are not a whole batch").hasSize(1);
    }
  }
}
