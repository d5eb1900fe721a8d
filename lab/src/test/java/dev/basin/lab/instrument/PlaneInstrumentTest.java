package dev.basin.lab.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.engine.NativeRuntime;
import dev.basin.landscape.PlanePoint;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of one solution and of three, against the loss at places that are known without a plane. */
final class PlaneInstrumentTest {
  private final PlaneInstrument instrument = new PlaneInstrument();

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @Test
  void aRandomPlaneHasTheModelInItsCentre() throws JsonProcessingException {
    Map<String, String> given = Map.of("points", "5", "span", "0.5", "test", "true");
    try (SmallProblem problem = new SmallProblem(1)) {
      PlaneResult found = problem.measure(instrument, given);
      PlanePoint centre = found.points().get(12);
      assertThat(centre.trainLoss()).isEqualTo(problem.f().evaluate(problem.x(0)).loss());
      assertThat(found.solutions().get(0).trainLoss()).isEqualTo(centre.trainLoss());
      assertThat(centre.testLoss()).isPositive();
      assertThat(found.least().orElseThrow().trainLoss())
          .isLessThan(found.largest().orElseThrow().trainLoss());
      double places = 25;
      assertThat(problem.price(instrument, given).evaluations())
          .isEqualTo(places * (SmallProblem.POINTS + SmallProblem.TEST_POINTS));
      assertThat(problem.counted().evaluations())
          .as("the centre by itself, too")
          .isEqualTo(
              places * (SmallProblem.POINTS + SmallProblem.TEST_POINTS) + SmallProblem.POINTS);
      assertThat(problem.counted().gradients()).isZero();
      assertThat(problem.counted().products()).isZero();
      JsonMapper json = JsonMapper.builder().build();
      assertThat(json.readValue(json.writeValueAsString(found), PlaneResult.class))
          .isEqualTo(found);
    }
  }

  /** Without a margin the first two are corners; the third's coordinates are its distances. */
  @Test
  void aPlaneThroughThreeSolutions() {
    try (SmallProblem problem = new SmallProblem(3)) {
      PlaneResult found = problem.measure(instrument, Map.of("points", "2", "margin", "0"));
      assertThat(found.kind()).isEqualTo("solutions");
      assertThat(found.seed()).isNull();
      Tensor origin = problem.x(0).to(torch.ScalarType.Double);
      Tensor u = problem.x(1).to(torch.ScalarType.Double).sub(origin);
      Tensor v = problem.x(2).to(torch.ScalarType.Double).sub(origin);
      double length = u.norm().item_double();
      PlaneSolution second = found.solutions().get(1);
      PlaneSolution third = found.solutions().get(2);
      assertThat(second.a()).isEqualTo(length, within(1e-9 * length));
      assertThat(Math.hypot(third.a(), third.b()))
          .isEqualTo(v.norm().item_double(), within(1e-9 * length));
      assertThat(found.solutions().get(0).trainLoss())
          .isEqualTo(problem.f().evaluate(problem.x(0)).loss());
      assertThat(third.trainLoss()).isEqualTo(problem.f().evaluate(problem.x(2)).loss());
      assertThat(found.points()).hasSize(4).allMatch(point -> point.testLoss() == null);
    }
  }

  @Test
  void pointsAreOddAroundOne() {
    Settings even = Measurement.of(instrument, 0, Map.of("points", "4")).settings();
    assertThatThrownBy(() -> instrument.check(even, 1))
        .hasMessageContaining("points is 4; expected an odd number");
    instrument.check(even, 3);
  }
}
