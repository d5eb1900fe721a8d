package dev.basin.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.basin.Formula;
import dev.basin.engine.DimensionMismatchException;
import dev.basin.engine.NativeRuntime;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SolutionPlaneTest {
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

  private static Tensor point(double... values) {
    return Tensor.create(values);
  }

  /** A right triangle with sides 3 and 4 at w₁, turned and moved in five dimensions. */
  @Test
  void coordinatesOfARightTriangle() {
    Tensor first = point(1, -2, 0.5, 7, 1);
    Tensor second = point(1, -2, 0.5 + 3, 7, 1);
    Tensor third = point(1 + 4 * 0.6, -2 + 4 * 0.8, 0.5, 7, 1);
    SolutionPlane through = SolutionPlane.through(first, second, third);
    try (Plane plane = through.plane()) {
      assertAt(through.solutions().get(0), 0, 0);
      assertAt(through.solutions().get(1), 3, 0);
      assertAt(through.solutions().get(2), 0, 4);
      assertThat(Formula.read(plane.at(new PlanePosition(1, 2))))
          .containsExactly(new double[] {2.2, -0.4, 1.5, 7, 1}, within(1e-12));
    }
  }

  private static void assertAt(PlanePosition position, double a, double b) {
    assertThat(position.a()).isCloseTo(a, within(1e-12));
    assertThat(position.b()).isCloseTo(b, within(1e-12));
  }

  @Test
  void theSolutionsAreWhereTheySayAndDistancesAreKept() {
    List<Tensor> solutions =
        List.of(
            point(Formula.centred(1, 40, 1)).to(torch.ScalarType.Float),
            point(Formula.centred(100, 40, 1)).to(torch.ScalarType.Float),
            point(Formula.centred(300, 40, 1)).to(torch.ScalarType.Float));
    SolutionPlane through =
        SolutionPlane.through(solutions.get(0), solutions.get(1), solutions.get(2));
    try (Plane plane = through.plane()) {
      for (int k = 0; k < 3; k++) {
        Tensor at = plane.at(through.solutions().get(k)).to(torch.ScalarType.Float);
        assertThat(at.equal(solutions.get(k))).as("solution %d", k).isTrue();
        for (int l = 0; l < k; l++) {
          PlanePosition one = through.solutions().get(k);
          PlanePosition other = through.solutions().get(l);
          double distance =
              solutions
                  .get(k)
                  .sub(solutions.get(l))
                  .to(torch.ScalarType.Double)
                  .norm()
                  .item_double();
          assertThat(Math.hypot(one.a() - other.a(), one.b() - other.b()))
              .isCloseTo(distance, within(1e-5));
        }
      }
    }
  }

  @Test
  void refusesALineAndEqualSolutions() {
    Tensor first = point(1, 2, 3);
    assertThatThrownBy(() -> SolutionPlane.through(first, point(2, 3, 4), point(3, 4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on one line");
    assertThatThrownBy(() -> SolutionPlane.through(first, point(2, 3, 4), point(2, 3, 4)))
        .hasMessageContaining("on one line");
    assertThatThrownBy(() -> SolutionPlane.through(first, point(1, 2, 3), point(3, 4, 0)))
        .hasMessageContaining("first and second");
    assertThatThrownBy(() -> SolutionPlane.through(first, point(3, 4, 0), point(1, 2, 3)))
        .hasMessageContaining("first and third");
  }

  @Test
  void refusesOtherShapes() {
    assertThatThrownBy(() -> new Plane(point(1, 2), point(1, 2), point(1, 2, 3)))
        .isInstanceOf(DimensionMismatchException.class)
        .hasMessageContaining("second direction");
  }
}
