package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.data.Dataset;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import dev.basin.engine.Team;
import dev.basin.network.Network;
import dev.basin.network.Sequential;
import dev.basin.train.TestRuns;
import dev.basin.train.TrainingRun;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final PointShape TWO_BY_THREE = PointShape.image(2, 2, 3);
  private static final float[] PICTURE = {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60};

  private static float[] moved(PictureMotion motion, float[] picture, PointShape shape) {
    float[] result = new float[picture.length];
    motion.apply(picture, result, shape);
    return result;
  }

  @Test
  void nothing() {
    assertThat(moved(new PictureMotion(false, 0, 0, 0), PICTURE, TWO_BY_THREE)).isEqualTo(PICTURE);
  }

  @Test
  void mirrored() {
    assertThat(moved(new PictureMotion(true, 0, 0, 0), PICTURE, TWO_BY_THREE))
        .containsExactly(3, 30, 2, 20, 1, 10, 6, 60, 5, 50, 4, 40);
  }

  /** The border is repeated where nothing comes from. */
  @Test
  void shiftedByWholePixels() {
    assertThat(moved(new PictureMotion(false, 0, 0, 1), PICTURE, TWO_BY_THREE))
        .containsExactly(1, 10, 1, 10, 2, 20, 4, 40, 4, 40, 5, 50);
    assertThat(moved(new PictureMotion(false, 0, -1, 0), PICTURE, TWO_BY_THREE))
        .containsExactly(4, 40, 5, 50, 6, 60, 4, 40, 5, 50, 6, 60);
  }

  @Test
  void shiftedByHalfAPixel() {
    assertThat(moved(new PictureMotion(false, 0, 0, -0.5), PICTURE, TWO_BY_THREE))
        .containsExactly(
            new float[] {1.5f, 15, 2.5f, 25, 3, 30, 4.5f, 45, 5.5f, 55, 6, 60}, within(1e-5f));
    assertThat(moved(new PictureMotion(false, 0, 0.5, 0), PICTURE, TWO_BY_THREE))
        .containsExactly(
            new float[] {1, 10, 2, 20, 3, 30, 2.5f, 25, 3.5f, 35, 4.5f, 45}, within(1e-5f));
  }

  /** A quarter turn of a square and a half turn of any picture only exchange pixels. */
  @Test
  void turned() {
    float[] square = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    PointShape shape = PointShape.image(1, 3, 3);
    assertThat(moved(new PictureMotion(false, Math.PI / 2, 0, 0), square, shape))
        .containsExactly(new float[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, within(1e-5f));
    assertThat(moved(new PictureMotion(false, -Math.PI / 2, 0, 0), square, shape))
        .containsExactly(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-5f));
    assertThat(moved(new PictureMotion(false, Math.PI, 0, 0), PICTURE, TWO_BY_THREE))
        .containsExactly(new float[] {6, 60, 5, 50, 4, 40, 3, 30, 2, 20, 1, 10}, within(1e-4f));
  }

  /** The mirror comes first: a turn to one side then looks like a turn to the other. */
  @Test
  void mirroredAndTurned() {
    float[] square = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    PointShape shape = PointShape.image(1, 3, 3);
    float[] mirror = moved(new PictureMotion(true, 0, 0, 0), square, shape);
    assertThat(moved(new PictureMotion(true, Math.PI / 2, 0, 0), square, shape))
        .containsExactly(
            moved(new PictureMotion(false, Math.PI / 2, 0, 0), mirror, shape), within(1e-5f));
  }

  @Test
  void whatIsDrawnStaysInItsRangesAndFillsThem() {
    Augmentation augmentation = new Augmentation(true, 10, 0.2);
    PointShape shape = PointShape.image(3, 30, 20);
    int mirrored = 0;
    double mostAngle = 0;
    double mostDown = 0;
    double mostRight = 0;
    int points = 2_000;
    for (int k = 0; k < points; k++) {
      PictureMotion motion = augmentation.motion(Integer.toString(k), "1", shape, 7);
      mirrored += motion.mirrored() ? 1 : 0;
      mostAngle = Math.max(mostAngle, Math.abs(Math.toDegrees(motion.angle())));
      mostDown = Math.max(mostDown, Math.abs(motion.down()));
      mostRight = Math.max(mostRight, Math.abs(motion.right()));
    }
    assertThat(mirrored).isBetween(900, 1_100); // 1,000 ± 22 in standard deviations
    assertThat(mostAngle).isBetween(9.9, 10.0);
    assertThat(mostDown).isBetween(5.9, 6.0);
    assertThat(mostRight).isBetween(3.9, 4.0);
  }

  /** What a point looks like depends on the seed, the point and the epoch, not on its batch. */
  @Test
  void aPointIsTheSameInAnyBatch() {
    NativeRuntime.start();
    try (SmallProblem problem = new SmallProblem();
        TrainingRun run = problem.run(SmallProblem.config(32, 4, "sgd", "augmentation"))) {
      Tensor three = problem.inputs(3, 3);
      Tensor one = problem.inputs(4, 1);
      double[] before = Formula.read(one);
      TestRuns.transform(run, three, new long[] {3, 4, 5}, 2);
      TestRuns.transform(run, one, new long[] {4}, 2);
      assertThat(Formula.read(one)).isEqualTo(Formula.read(three.narrow(0, 1, 1)));
      assertThat(Formula.read(one)).isNotEqualTo(before);
      Tensor later = problem.inputs(4, 1);
      TestRuns.transform(run, later, new long[] {4}, 3);
      assertThat(Formula.read(later)).isNotEqualTo(Formula.read(one));
    }
  }

  @Test
  void vectorsAreRefused() {
    NativeRuntime.start();
    Network network = Sequential.named("speech", PointShape.vector(6)).softmax(2);
    try (PointerScope scope = new PointerScope();
        Dataset data = Formula.dataset(8, PointShape.vector(6), 2, 1, 2);
        Team team = new Team(1);
        TrainingRun run =
            TestRuns.of(
                network,
                data,
                SmallProblem.config(4, 2, "sgd"),
                torch.zeros(network.layout().dimension()),
                team)) {
      var config = Remedies.parse(List.of("augmentation")).applyTo(run.config(), network);
      assertThatThrownBy(() -> config.hooks().forEach(hook -> hook.install(run)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("whose points are vectors; expected pictures");
    }
  }
}
