package dev.basin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.data.Dataset;
import dev.basin.data.DatasetInfo;
import dev.basin.data.TrainTestData;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Workers;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Meter;
import dev.basin.lab.instrument.ObjectiveConfig;
import dev.basin.lab.instrument.PointLogs;
import dev.basin.lab.instrument.Problem;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.objective.DatasetObjective;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.BatchSchedule;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.TrainingConfig;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** An instrument that the library does not know is found on the class path, and measures. */
final class Lesson03InstrumentTest {
  private static final int POINTS = 20;
  private static final int PIXELS = 28 * 28;

  private static Dataset points(long seed) {
    Random random = new Random(seed);
    float[] values = new float[POINTS * PIXELS];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextFloat();
    }
    long[] labels = new long[POINTS];
    for (int k = 0; k < POINTS; k++) {
      labels[k] = k % 10;
    }
    return Dataset.ofFloats(
        DatasetInfo.published("random", 10, PointShape.image(1, 28, 28), "none"), values, labels);
  }

  @Test
  void isFoundAndMeasures() {
    NativeRuntime.start();
    Instrument<?> found = Instruments.named("expected-sharpness");
    assertThat(found).isInstanceOf(Lesson03Instrument.class);
    assertThat(Instruments.names()).contains("evaluate, ").endsWith("expected-sharpness");
    Measurement what =
        Measurement.of(found, 0, Map.of("sigma", "0.05", "samples", "3", "seed", "9"));
    Network network = PaperNetworks.f1();
    try (PointerScope scope = new PointerScope();
        TrainTestData data = new TrainTestData(points(1), points(2));
        Workers workers = new Workers(1)) {
      Tensor x = torch.zeros(network.layout().dimension());
      network.initialise(x, 4);
      DatasetObjective f =
          new DatasetObjective(network, data.train(), POINTS, workers, new Cancellation());
      double[] rises = new double[3];
      double mean = 0;
      for (int k = 0; k < rises.length; k++) {
        rises[k] =
            f.evaluate(Lesson03Instrument.noisy(x, 0.05, 9, k)).loss() - f.evaluate(x).loss();
        mean += rises[k] / rises.length;
      }
      double squares = 0;
      for (double rise : rises) {
        squares += (rise - mean) * (rise - mean);
      }

      Lesson03Instrument.Result result;
      try (Problem problem =
          new Problem(
              network,
              new Problem.Subject(List.of("x"), List.of(x), training(), purpose -> 1L),
              data,
              ObjectiveConfig.usual(POINTS),
              new Problem.Means(
                  workers, new Cancellation(), "a processor", Meter.SILENT, PointLogs.NONE))) {
        result = new Lesson03Instrument().measure(what.settings(), problem);
      }
      assertThat(result.rise()).isEqualTo(mean, within(1e-9));
      assertThat(result.standardError()).isEqualTo(Math.sqrt(squares / 2 / 3), within(1e-9));
    }
  }

  private static TrainingConfig training() {
    return new TrainingConfig(
        BatchSchedule.constant(10),
        new StoppingRule(1, 1, 0),
        OptimizerConfig.parse("adam"),
        1,
        StepConfig.defaults());
  }
}
