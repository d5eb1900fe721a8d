package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.Formula;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ADAGRAD and SGD against PyTorch and against their formulas. */
class FirstOrderTest {
  private PointerScope scope;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  /**
   * Every step of golden/optim/make_first_order.py; the largest relative difference seen was
   * 1.3e-15.
   */
  @Test
  void agreeWithPyTorch() throws IOException {
    JsonNode runs = Formula.resource("optim/first_order.json");
    assertThat(runs).hasSize(8);
    for (JsonNode run : runs) {
      int n = 12;
      double[] start = new double[n];
      for (int i = 0; i < n; i++) {
        start[i] = 1 + i / 8.0;
      }
      Tensor x = Tensor.create(start);
      Tensor g = torch.zeros_like(x);
      String text = run.get("optimizer").asText();
      try (Team team = new Team(1);
          Optimizer optimizer = Moves.optimizer(text, x, g, Moves.NO_MONITOR, team)) {
        assertThat(run.get("x")).hasSize(20);
        for (int t = 0; t < 20; t++) {
          double[] slope = new double[n];
          for (int i = 0; i < n; i++) {
            boolean still = i == 4 || (i == 9 && t >= 5);
            slope[i] = still ? 0 : Math.sin(1 + 3 * t + 7 * i) * Math.pow(10, i % 5 - 3);
          }
          g.copy_(Tensor.create(slope));
          optimizer.step();
          double[] actual = Formula.read(x);
          for (int i = 0; i < n; i++) {
            double expected = run.get("x").get(t).get(i).asDouble();
            assertThat(Math.abs(actual[i] / expected - 1))
                .as("%s, step %d, x_%d", text, t + 1, i)
                .isLessThan(1e-12);
          }
        }
      }
    }
  }

  /** v = 4 + 9, then 13 + 16: x moves by 2 · 3/√13 and 2 · 4/√29, whatever the block. */
  @Test
  void adagradOverManyBlocks() {
    int n = 100_001;
    Tensor x = torch.zeros(n);
    Tensor g = torch.full_like(x, new Scalar(3.0));
    try (Team team = new Team(2);
        Optimizer adagrad =
            Moves.optimizer("adagrad:lr=2,initial=4", x, g, Moves.NO_MONITOR, team)) {
      adagrad.step();
      g.fill_(new Scalar(4.0));
      adagrad.step();
    }
    double expected = -2 * 3 / Math.sqrt(13) - 2 * 4 / Math.sqrt(29);
    for (double actual : Formula.read(x)) {
      assertThat(Math.abs(actual / expected - 1)).isLessThan(1e-6);
    }
  }

  /** b = 3, then 1.5 + 4 = 5.5: x moves by −(3 + 1.5) and −(4 + 2.75), exactly. */
  @Test
  void nesterovOverManyBlocks() {
    int n = 100_001;
    Tensor x = torch.zeros(n);
    Tensor g = torch.full_like(x, new Scalar(3.0));
    try (Team team = new Team(2);
        Optimizer sgd =
            Moves.optimizer("sgd:lr=1,momentum=0.5,nesterov=true", x, g, Moves.NO_MONITOR, team)) {
      sgd.step();
      g.fill_(new Scalar(4.0));
      sgd.step();
    }
    assertThat(Formula.read(x)).containsOnly(-11.25);
  }
}
