package dev.basin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.engine.NativeRuntime;
import dev.basin.engine.Team;
import dev.basin.train.Checkpoint;
import dev.basin.train.CheckpointFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every optimiser. */
class OptimizerTest {
  @SuppressWarnings("unused") // by name, below
  private static final List<String> ALL = List.of(Moves.ALL);

  @TempDir Path directory;
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

  /** A loss that differs from call to call and, now and then, makes adaQN go back. */
  private static double loss(Tensor w) {
    return 1 + w.abs().mean().item_double() % 0.1;
  }

  static List<Arguments> interruptions() {
    // with pairs every 3 steps: in between, right after one, before the first, when all is full
    return ALL.stream()
        .flatMap(text -> List.of(1, 2, 3, 7, 9, 10, 17).stream().map(at -> Arguments.of(text, at)))
        .toList();
  }

  @ParameterizedTest(name = "{0}, interrupted after {1}")
  @MethodSource("interruptions")
  void goesOnFromAFileWithTheSameBits(String text, int interruption) {
    int n = 70_000;
    Tensor x = torch.zeros(n);
    Tensor g = torch.zeros(n);
    Path file = directory.resolve("checkpoint.safetensors");
    try (Team team = new Team(1);
        Optimizer optimizer = Moves.optimizer(text, x, g, OptimizerTest::loss, team)) {
      Moves.steps(optimizer, g, 0, interruption);
      CheckpointFile.write(
          file, new Checkpoint(List.of(), x, optimizer.steps(), optimizer.state(), 1, Map.of()));
      Moves.steps(optimizer, g, interruption, interruption + 10);
    }
    Checkpoint saved = CheckpointFile.read(file);
    Tensor resumed = saved.x().clone();
    try (Team team = new Team(1);
        Optimizer optimizer = Moves.optimizer(text, resumed, g, OptimizerTest::loss, team)) {
      optimizer.restore(saved.optimizerSteps(), saved.optimizerState());
      assertThat(optimizer.steps()).isEqualTo(interruption);
      Moves.steps(optimizer, g, interruption, interruption + 10);
      assertThat(optimizer.steps()).isEqualTo(interruption + 10);
    }
    assertThat(resumed.equal(saved.x())).isFalse();
    assertThat(resumed.equal(x)).isTrue();
  }

  static List<Arguments> sizes() {
    return ALL.stream()
        .flatMap(
            text -> List.of(1, 32_768, 32_769, 300_000).stream().map(n -> Arguments.of(text, n)))
        .toList();
  }

  @ParameterizedTest(name = "{0}, n = {1}")
  @MethodSource("sizes")
  void theBitsDoNotDependOnTheTeam(String text, int n) {
    Tensor first = torch.zeros(n);
    for (int size = 1; size <= 3; size++) {
      Tensor x = torch.zeros(n);
      Tensor g = torch.zeros(n);
      try (Team team = new Team(size);
          Optimizer optimizer = Moves.optimizer(text, x, g, OptimizerTest::loss, team)) {
        Moves.steps(optimizer, g, 0, 14);
      }
      if (size == 1) {
        first = x;
        assertThat(x.abs().sum().item_double()).isPositive().isFinite();
      }
      assertThat(x.equal(first)).as("a team of %d", size).isTrue();
    }
  }

  /** Half the rate by the factor is half the rate by the setting, and a power of two is exact. */
  @ParameterizedTest
  @FieldSource("ALL")
  void theFactorMultipliesTheRate(String text) {
    OptimizerConfig config = OptimizerConfig.parse(text);
    Tensor byFactor = torch.zeros(5000);
    Tensor bySetting = torch.zeros(5000);
    Tensor g = torch.zeros(5000);
    try (Team team = new Team(1);
        Optimizer whole =
            config.create(byFactor, g, Moves.layers(5000), OptimizerTest::loss, team);
        Optimizer half =
            config
                .withLearningRate(config.learningRate() / 2)
                .create(bySetting, g, Moves.layers(5000), OptimizerTest::loss, team)) {
      for (int t = 1; t <= 12; t++) {
        Moves.step(whole, g, t, 0.5);
        Moves.step(half, g, t, 1);
      }
    }
    assertThat(byFactor.abs().sum().item_double()).isPositive();
    assertThat(byFactor.equal(bySetting)).isTrue();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void aFactorOfZeroIsNoMove(String text) {
    Tensor x = torch.ones(100);
    Tensor g = torch.zeros(100);
    try (Team team = new Team(1);
        Optimizer optimizer = Moves.optimizer(text, x, g, Moves.NO_MONITOR, team)) {
      for (int t = 1; t <= 8; t++) {
        Moves.step(optimizer, g, t, 0);
      }
    }
    assertThat(x.equal(torch.ones(100))).isTrue();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void refusesAForeignState(String text) {
    Tensor x = torch.zeros(10);
    Tensor longer = torch.zeros(11);
    try (Team team = new Team(1);
        Optimizer optimizer = Moves.optimizer(text, x, x.clone(), Moves.NO_MONITOR, team);
        Optimizer other = Moves.optimizer(text, longer, longer.clone(), Moves.NO_MONITOR, team)) {
      assertThatThrownBy(() -> optimizer.restore(1, Map.of("strange", x)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("optimiser state holds [strange]; expected");
      if (!other.state().isEmpty()) {
        assertThatThrownBy(() -> optimizer.restore(1, other.state()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("11")
            .hasMessageContaining("10");
      }
    }
  }

  /** Native objects that a step leaves behind would be there 300 times over. */
  @ParameterizedTest
  @FieldSource("ALL")
  void leavesNothingBehind(String text) {
    Tensor x = torch.zeros(100);
    Tensor g = torch.zeros(100);
    try (Team team = new Team(1);
        Optimizer optimizer = Moves.optimizer(text, x, g, w -> 1, team)) {
      Moves.steps(optimizer, g, 0, 30);
      long before = Pointer.totalCount();
      Moves.steps(optimizer, g, 30, 330);
      assertThat(Pointer.totalCount() - before).isLessThan(100);
    }
  }
}
