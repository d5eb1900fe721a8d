package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Findings;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import dev.basin.network.Kinks;
import dev.basin.train.TestRuns;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that PyTorch's autograd made in float64, see {@code golden/remedies/make_steps.py}. */
class RemedyGoldenTest {
  private static final int FIRST = 10;
  private static final int BATCH = 40;
  private static final long SEED = 4711;
  private static final double RATE = 0.1;

  private static List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    Formula.resource("remedies/steps.json").forEach(entries::add);
    return entries;
  }

  private static double[] numbers(JsonNode list) {
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).asDouble();
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void sameAsPyTorch(JsonNode entry) {
    NativeRuntime.start();
    String optimizer = "sgd:momentum=0,lr=" + RATE;
    TrainingConfig config = SmallProblem.config(BATCH, 4, optimizer, entry.get("remedy").asText());
    try (SmallProblem problem = new SmallProblem();
        Team team = new Team(1)) {
      int n = (int) problem.network.layout().dimension();
      Tensor x = Tensor.create(Formula.centred(500, n, 0.7)).to(torch.ScalarType.Float);
      Tensor inputs = problem.inputs(FIRST, BATCH);
      Tensor labels = problem.labels(FIRST, BATCH);
      assertThat(Kinks.near(problem.network, x, inputs)).isZero();
      try (TrainingRun run = TestRuns.of(problem.network, problem.train(), config, x, team)) {
        config.hooks().forEach(hook -> hook.install(run));
        if (entry.has("g")) {
          double[] before = Formula.read(x);
          run.gradient().compute(inputs, labels, SEED);
          assertClose(entry, Formula.read(run.g()), numbers(entry.get("g")), 1e-5);
          assertThat(Formula.read(x)).as("the weights").isEqualTo(before);
        } else {
          TestRuns.step(run, inputs, labels);
          assertClose(entry, Formula.read(x), numbers(entry.get("x")), 1e-6);
        }
      }
    }
  }

  private static void assertClose(
      JsonNode entry, double[] actual, double[] expected, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm = Math.hypot(norm, expected[i]);
      difference = Math.hypot(difference, actual[i] - expected[i]);
    }
    double error = difference / norm;
    Findings.found("a step with " + entry.get("remedy").asText(), "PyTorch, float64", error);
    assertThat(error).isCloseTo(0, within(relative));
  }
}
