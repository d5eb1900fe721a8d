package dev.basin.lab.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.curvature.Hessian;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.engine.NativeRuntime;
import dev.basin.lab.remarks.RemarkPoint;
import dev.basin.sharpness.BoxSharpness;
import dev.basin.sharpness.Maximizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the sharpness and the eigenvalue that the library computes alone. */
final class RemarksInstrumentTest {
  private static final Map<String, String> GIVEN =
      Map.of("epsilon", "0.01,0.001", "subspace", "7", "maximizer", "sign", "seed", "5");

  private final RemarksInstrument instrument = new RemarksInstrument();
  private SmallProblem problem;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    problem = new SmallProblem(1);
  }

  @AfterEach
  void close() {
    problem.close();
  }

  @Test
  void bothSidesAreThoseOfTheLibrary() throws JsonProcessingException {
    RemarkPoint found = problem.measure(instrument, GIVEN);
    try (BoxSharpness box = new BoxSharpness(problem.f(), problem.x(0))) {
      assertThat(found.loss()).isEqualTo(box.value());
      assertThat(found.sharpness().get(0).full())
          .isEqualTo(box.fullSpace(0.01, Maximizer.SIGN, 5).sharpness());
      assertThat(found.sharpness().get(1).full())
          .isEqualTo(box.fullSpace(0.001, Maximizer.SIGN, 5).sharpness());
    }
    double largest =
        new Lanczos(LanczosConfig.top(1))
            .of(new Hessian(problem.f(), problem.x(0)))
            .eigenvalues()
            .get(0);
    assertThat(found.eigenvalue()).isEqualTo(largest, within(2e-3 * largest));
    assertThat(found.ritz()).isLessThan(largest);
    assertThat(found.seed()).isEqualTo(5);
    assertThat(problem.measure(instrument, GIVEN)).isEqualTo(found);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(found), RemarkPoint.class)).isEqualTo(found);
  }

  /** p products for the Ritz values and some for the eigenvalue; four maxima. */
  @Test
  void thePriceIsAboutWhatItTakes() {
    Price price = problem.price(instrument, GIVEN);
    problem.measure(instrument, GIVEN);
    Price counted = problem.counted();
    assertThat(counted.products() - 7.0 * SmallProblem.POINTS)
        .isBetween(0.0, 200.0 * SmallProblem.POINTS);
    assertThat(counted.gradients()).isPositive();
    assertThat(price.gradients() / counted.gradients()).isBetween(0.5, 4.0);
    assertThat(price.products() / counted.products()).isBetween(0.25, 4.0);
    assertThat(counted.evaluations()).isEqualTo(price.evaluations());
  }

  @Test
  void showsSolutionsBesideEachOther() {
    RemarkPoint found = problem.measure(instrument, GIVEN);
    Settings settings = Measurement.of(instrument, 0, GIVEN).settings();
    Overview<RemarkPoint> overview = instrument.overview().orElseThrow();
    List<String> names = List.of("one", "two");
    List<RemarkPoint> both = List.of(found, found);
    assertThat(overview.lines(settings, names, both)).hasSize(1 + 4 + 1);
    assertThat(overview.figures(settings, names, both).stream().map(each -> each.file()))
        .isEqualTo(overview.figureNames());
    assertThat(overview.document(settings, names, both))
        .containsKeys("subspace", "maximizer", "seed", "solutions");
  }

  @Test
  void aSubspaceIsNoLargerThanTheSpace() {
    assertThatThrownBy(() -> problem.measure(instrument, Map.of("subspace", "1999")))
        .hasMessageContaining("subspace is 1999; expected from 1 to the network's");
  }
}
