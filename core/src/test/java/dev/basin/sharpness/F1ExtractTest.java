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
import dev.basin.network.Kinks;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.ParameterLayout;
import dev.basin.objective.Chunks;
import dev.basin.objective.DatasetObjective;
import dev.basin.objective.Evaluation;
import dev.basin.objective.EvaluationPrecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F1 with weights and data from a formula, against PyTorch in float64: what the golden files check
 * on MNIST, where they are not present. In float64 nothing but the order of summation differs. In
 * float32 the loss, which is continuous, is off by rounding; the gradient jumps where the input of
 * a ReLU is rounded to the other side of 0, as PyTorch's own does: by 2.3e-3 of its norm, for one
 * of 3.3 million inputs ({@link Kinks}).
 */
class F1ExtractTest {
  /** Relative: a thousand times the rounding unit of float64, for sums of up to 784 terms. */
  private static final double EXACT = 1e-12;

  /** Weights on the way are rounded to float32 in PyTorch's values, and not in Basin's. */
  private static final double ROUNDED_WEIGHTS = 1e-6;

  /**
   * Of a loss in float32: {@code 2⁻²⁴ √784} in each of six layers, as if all points' errors had one
   * sign.
   */
  private static final double LOSS = 1e-5;

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

  private DatasetObjective exact() {
    return objective.withPrecision(EvaluationPrecision.FLOAT64);
  }

  /** Two logits of a point may change places where they are equal but for rounding. */
  private double onePoint() {
    return 100.0 / data.size() + 1e-9;
  }

  @Test
  void lossAndAccuracy() {
    double loss = expected.get("loss").asDouble();
    double accuracy = expected.get("accuracy").asDouble();
    Evaluation exact = exact().evaluate(first);
    assertThat(exact.loss()).isCloseTo(loss, within(EXACT * loss));
    assertThat(exact.accuracy()).isCloseTo(accuracy, within(1e-9));
    Evaluation evaluation = objective.evaluate(first);
    assertThat(evaluation.loss()).isCloseTo(loss, within(LOSS * loss));
    assertThat(evaluation.accuracy()).isCloseTo(accuracy, within(onePoint()));
  }

  private static Tensor float64(long size) {
    return torch.zeros(new long[] {size}, new TensorOptions(torch.ScalarType.Double));
  }

  @Test
  void theGradientInFloat64IsPyTorchs() {
    Tensor gradient = float64(first.numel());
    exact().valueAndGradient(first, gradient);
    double[] g = Formula.read(gradient);
    double norm = expected.get("gradient_norm").asDouble();
    assertThat(Kinks.norm(g)).isCloseTo(norm, within(EXACT * norm));
    for (JsonNode entry : expected.get("gradient")) {
      assertThat(g[entry.get(0).asInt()])
          .as("component %d", entry.get(0).asInt())
          .isCloseTo(entry.get(1).asDouble(), within(EXACT * norm));
    }
  }

  @Test
  void theGradientInFloat32IsThatButForRoundingAndKinks() {
    double[] exact = new double[(int) first.numel()];
    double[] turned = new double[exact.length];
    Chunks chunks = new Chunks(data.size(), expected.get("chunk").asInt());
    for (int k = 0; k < chunks.count(); k++) {
      try (PointerScope chunk = new PointerScope()) {
        assertThat(chunk).isNotNull();
        Tensor inputs = data.inputs(chunks.from(k), chunks.size(k));
        Tensor labels = data.labels(chunks.from(k), chunks.size(k));
        double share = (double) chunks.size(k) / data.size();
        add(exact, share, Kinks.gradient(network, first, inputs, labels, 0));
        add(turned, share, Kinks.gradient(network, first, inputs, labels, Kinks.NEAR));
      }
    }
    Tensor gradient = float64(first.numel());
    exact().valueAndGradient(first, gradient);
    assertThat(Kinks.distance(exact, Formula.read(gradient))).isLessThan(EXACT * Kinks.norm(exact));
    objective.valueAndGradient(first, gradient);
    double bound = Kinks.bound(exact, turned);
    assertThat(Kinks.distance(Formula.read(gradient), exact)).isLessThan(bound);
    assertThat(bound).as("which tells right from wrong").isLessThan(0.1 * Kinks.norm(exact));
  }

  private static void add(double[] sum, double share, double[] part) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += share * part[i];
    }
  }

  /**
   * The slope at a bias before BatchNorm is 0 but for rounding, and so is its effect on f. In
   * float32 a step goes wrong where a slope is less than its error Δ: by {@code ε Σ Δ²/|g|}, about
   * {@code ε n ‖Δ‖²/‖g‖}, which is 5e-5 of f for ‖Δ‖ = 0.01 ‖g‖.
   */
  @ParameterizedTest
  @CsvSource({"FLOAT64, 1e-6", "FLOAT32, 1e-3"})
  void signAscent(EvaluationPrecision precision, double relative) {
    DatasetObjective f = objective.withPrecision(precision);
    Tensor gradient = float64(first.numel());
    double value = f.valueAndGradient(first, gradient);
    Tensor x = first.to(torch.ScalarType.Double);
    List<Double> values = new ArrayList<>();
    try (Box box =
        new Box(
            new Recording(f, values),
            x,
            value,
            gradient,
            new FullSpace(x.numel()),
            Region.BOX,
            1e-3)) {
      new SignAscent(2).maximize(box);
    }
    for (int k = 0; k < 2; k++) {
      double step = expected.get("sign_ascent").get(k).asDouble();
      assertThat(values.get(k)).as("step %d", k + 1).isCloseTo(step, within(relative * step));
    }
  }

  @ParameterizedTest
  @EnumSource
  void paths(EvaluationPrecision precision) {
    boolean single = precision == EvaluationPrecision.FLOAT32;
    DatasetObjective f = objective.withPrecision(precision);
    Tensor second = weights(1);
    PathLandscape landscape = new PathLandscape(f, f);
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
            .isCloseTo(loss, within((single ? LOSS : ROUNDED_WEIGHTS) * loss));
        assertThat(point.trainAccuracy())
            .isCloseTo(row.get(column + 1).asDouble(), within(onePoint()));
      }
    }
  }
}
