package dev.basin.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.curvature.Hessian;
import dev.basin.curvature.HutchPlusPlus;
import dev.basin.curvature.Hutchinson;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.LanczosQuadrature;
import dev.basin.engine.NativeRuntime;
import dev.basin.landscape.Iterates;
import dev.basin.landscape.Measurement;
import dev.basin.landscape.Neighbourhood;
import dev.basin.landscape.NeighbourhoodConfig;
import dev.basin.landscape.Plane;
import dev.basin.landscape.PlaneGrid;
import dev.basin.landscape.PlaneLandscape;
import dev.basin.landscape.PointLog;
import dev.basin.landscape.PrincipalPlane;
import dev.basin.landscape.RandomDirection;
import dev.basin.landscape.Trajectory;
import dev.basin.sharpness.BoxSharpness;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each instrument of the library at a point where f, ∇f or ∇²f v is not finite. */
final class FiniteLossTest {
  private PointerScope scope;
  private Tensor x;

  /**
   * A function that is the same everywhere.
   *
   * @param value f
   * @param slope every element of ∇f
   * @param bend every element of ∇²f v
   */
  private record Constant(double value, double slope, double bend)
      implements TwiceDifferentiableFunction, EvaluatedFunction {
    @Override
    public long dimension() {
      return 4;
    }

    @Override
    public double valueAndGradient(Tensor point, Tensor gradient) {
      gradient.fill_(new Scalar(slope));
      return value;
    }

    @Override
    public void hessianVectorProduct(Tensor point, Tensor direction, Tensor product) {
      product.fill_(new Scalar(bend));
    }

    @Override
    public Evaluation evaluate(Tensor point) {
      return new Evaluation(value, 50, 2);
    }
  }

  @BeforeEach
  void open() {
    NativeRuntime.start();
    scope = new PointerScope();
    x = Tensor.create(1.0, 2.0, -1.0, 0.5);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aLossThatIsNotFinite(double loss) {
    Constant f = new Constant(loss, 1, 1);
    String said = "f(x) is " + loss + "; every instrument needs a finite loss";
    assertRefused(() -> new BoxSharpness(f, x), said);
    assertRefused(() -> neighbourhood(f), said);
    assertRefused(() -> plane(f), said);
    assertRefused(() -> trajectory(f), "f(x) is " + loss + " at iterate 0; every instrument");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aGradientThatIsNotFinite(double slope) {
    assertRefused(
        () -> new BoxSharpness(new Constant(1, slope, 1), x),
        "the gradient of f at x is not finite");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void productsThatAreNotFinite(double bend) {
    Hessian hessian = new Hessian(new Constant(1, 1, bend), x);
    String said = "a product with the Hessian of f at x is not finite";
    assertRefused(() -> new Lanczos(LanczosConfig.top(1)).of(hessian), said);
    assertRefused(() -> new LanczosQuadrature(2, 2, 1, products -> {}).of(hessian), said);
    assertRefused(() -> new HutchPlusPlus(6, 1, products -> {}).of(hessian), said);
    assertRefused(() -> new Hutchinson(2, 1, products -> {}).of(hessian), said);
  }

  @Test
  void allThatIsFiniteIsMeasured() {
    Constant f = new Constant(1, 1, 1);
    assertThatCode(() -> neighbourhood(f)).doesNotThrowAnyException();
    assertThatCode(() -> plane(f)).doesNotThrowAnyException();
    assertThatCode(() -> trajectory(f)).doesNotThrowAnyException();
    assertThat(FiniteLoss.require(0.25)).isEqualTo(0.25);
  }

  private void neighbourhood(EvaluatedFunction f) throws Exception {
    new Neighbourhood(f, new NeighbourhoodConfig(RandomDirection.SPHERE, 1, List.of(0.1), 1))
        .measure(x, List.of(), log("neighbourhood", Neighbourhood.COLUMNS), point -> {});
  }

  private void plane(EvaluatedFunction f) throws Exception {
    try (Plane plane = Plane.random(x, RandomDirection.SPHERE, List.of(), 1)) {
      new PlaneLandscape(f, null)
          .measure(
              plane,
              PlaneGrid.centred(1, 3).positions(),
              log("plane", PlaneLandscape.columns(false)),
              point -> {});
    }
  }

  private void trajectory(EvaluatedFunction f) throws Exception {
    Tensor[] points = {x, x.mul(new Scalar(2.0)), x.mul(x)};
    Iterates iterates =
        new Iterates() {
          @Override
          public int size() {
            return points.length;
          }

          @Override
          public Tensor get(int k) {
            return points[k];
          }
        };
    PrincipalPlane principal = PrincipalPlane.of(iterates);
    try (Plane held = principal.plane()) {
      new Trajectory(f)
          .measure(iterates, principal, log("trajectory", Trajectory.COLUMNS), point -> {});
    }
  }

  private static PointLog log(String kind, List<String> columns) throws Exception {
    return PointLog.inMemory(new Measurement(kind, Map.of(), columns));
  }

  private static void assertRefused(ThrowingCallable measuring, String said) {
    assertThatThrownBy(measuring)
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageStartingWith(said);
  }
}
