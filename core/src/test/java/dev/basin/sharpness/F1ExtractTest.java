package dev.basin.sharpness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Workers;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.Path;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.ParameterLayout;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * F1 with weights and data from a formula, against PyTorch in float64: what the golden files check
 * on MNIST, where they are not present. Basin's logits are float32.
 */
class F1ExtractTest {
  /** Relative; up to 7e-8 was seen. */
  private static final double LOSS = 1e-6;

  private static final double GRADIENT = 1e-5;

  private final Network network = PaperNetworks.f1();
  private PointerScope scope;
  private JsonNode expected;
  private Workers workers;
  private Dataset data;
  private DatasetObjective objective;
  private Tensor first;

  @BeforeEach
  void open() throws IOException {
    NativeRuntime.start();
    scope = new PointerScope();
    expected = Formula.resource("f1-extract/extract.json");
    workers = new Workers(2);
    data = Formula.dataset(expected.get("points").asInt(), 784, 10, 1 << 26, 1 << 27);
    objective =
        new DatasetObjective(
            network, data, expected.get("chunk").asInt(), workers, new Cancellation());
    first = weights(0);
  }

  @AfterEach
  void close() {
    data.close();
    workers.close();
    scope.close();
  }

  private Tensor weights(int vector) {
    double[] x = Formula.centred((long) vector << 24, (int) network.layout().dimension(), 1);
    for (ParameterLayout.Slot slot : network.layout().slots()) {
      boolean norm = slot.name().startsWith("norm");
      boolean bias = slot.name().endsWith("bias");
      double scale = norm ? 0.2 : 0.1;
      if (!norm && !bias) {
        scale = Math.sqrt(6.0 / (slot.shape().get(0) + slot.shape().get(1)));
      }
      for (long i = slot.offset(); i < slot.offset() + slot.size(); i++) {
        x[(int) i] = (norm && !bias ? 1 : 0) + scale * x[(int) i];
      }
    }
    return Tensor.create(x).to(torch.ScalarType.Float);
  }

  @Test
  void lossAndAccuracy() {
    Evaluation evaluation = objective.evaluate(first);
    double loss = expected.get("loss").asDouble();
    assertThat(evaluation.loss()).isCloseTo(loss, within(LOSS * loss));
    assertThat(evaluation.accuracy()).isCloseTo(expected.get("accuracy").asDouble(), within(1e-9));
  }

  @Test
  void gradientAndSignAscent() {
    Tensor gradient =
        torch.zeros(new long[] {first.numel()}, new TensorOptions(torch.ScalarType.Double));
    double value = objective.valueAndGradient(first, gradient);
    double norm = expected.get("gradient_norm").asDouble();
    assertThat(gradient.norm(new Scalar(2.0)).item_double())
        .isCloseTo(norm, within(GRADIENT * norm));
    double[] g = Formula.read(gradient);
    for (JsonNode entry : expected.get("gradient")) {
      assertThat(g[entry.get(0).asInt()])
          .as("component %d", entry.get(0).asInt())
          .isCloseTo(entry.get(1).asDouble(), within(GRADIENT * norm / 100));
    }
    Tensor x = first.to(torch.ScalarType.Double);
    List<Double> values = new ArrayList<>();
    try (Box box =
        new Box(
            new Recording(objective, values),
            x,
            value,
            gradient,
            new FullSpace(x.numel()),
            Region.BOX,
            1e-3)) {
      new SignAscent(2).maximize(box);
    }
    for (int k = 0; k < 2; k++) {
      // the slope at a bias before BatchNorm is 0 but for rounding, and so is its effect on f
      double f = expected.get("sign_ascent").get(k).asDouble();
      assertThat(values.get(k)).as("step %d", k + 1).isCloseTo(f, within(1e-4 * f));
    }
  }

  @Test
  void paths() {
    Tensor second = weights(1);
    PathLandscape landscape = new PathLandscape(objective, objective);
    for (JsonNode row : expected.get("path")) {
      for (Path path : Path.values()) {
        LandscapePoint point =
            landscape
                .measure(path, first, second, List.of(row.get(0).asDouble()), done -> {})
                .get(0);
        int column = path == Path.LINE ? 1 : 3;
        double loss = row.get(column).asDouble();
        assertThat(point.trainLoss())
            .as("%s at %s", path, row.get(0))
            .isCloseTo(loss, within(LOSS * loss));
        assertThat(point.trainAccuracy())
            .isCloseTo(row.get(column + 1).asDouble(), within(100.0 / data.size()));
      }
    }
  }
}
