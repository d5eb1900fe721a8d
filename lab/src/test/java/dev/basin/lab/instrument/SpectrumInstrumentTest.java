package dev.basin.lab.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.basin.curvature.Estimate;
import dev.basin.curvature.Hessian;
import dev.basin.engine.NativeRuntime;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the dense Hessian of a small network, column by column. */
final class SpectrumInstrumentTest {
  private final SpectrumInstrument instrument = new SpectrumInstrument();
  private SmallProblem problem;
  private double[] eigenvalues;
  private double trace;

  @BeforeEach
  void open() {
    NativeRuntime.start();
    problem = new SmallProblem(1);
    int n = Math.toIntExact(SmallProblem.network().layout().dimension());
    double[][] columns = new double[n][n];
    Hessian hessian = new Hessian(problem.f(), problem.x(0));
    TensorOptions float64 = new TensorOptions(torch.ScalarType.Double);
    for (int k = 0; k < n; k++) {
      Tensor unit = torch.zeros(new long[] {n}, float64);
      DoubleBuffer values = unit.createBuffer();
      values.put(k, 1);
      Tensor product = torch.zeros(new long[] {n}, float64);
      hessian.multiply(unit, product);
      DoubleBuffer column = product.createBuffer();
      for (int i = 0; i < n; i++) {
        columns[i][k] += column.get(i) / 2;
        columns[k][i] += column.get(i) / 2;
      }
    }
    eigenvalues =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(columns)).getEigenvalues();
    trace = 0;
    for (double value : eigenvalues) {
      trace += value;
    }
  }

  @AfterEach
  void close() {
    problem.close();
  }

  @Test
  void eigenvaluesOfTheDenseHessian() {
    SpectrumResult found = problem.measure(instrument, Map.of("top", "3", "bottom", "2"));
    int n = eigenvalues.length;
    double norm = Math.max(eigenvalues[0], -eigenvalues[n - 1]);
    for (int k = 0; k < 5; k++) {
      double dense = eigenvalues[k < 3 ? k : n - 5 + k];
      assertThat(found.eigenvalues().get(k))
          .as("eigenvalue %d", k)
          .isEqualTo(dense, within(found.residuals().get(k) + 1e-9 * norm));
    }
    assertThat(found.converged()).isTrue();
    assertThat(found.largest()).isEqualTo(found.eigenvalues().get(0));
    assertThat(found.smallest()).isEqualTo(found.eigenvalues().get(4));
    assertThat(found.trace()).isNull();
    SpectrumResult bottom = problem.measure(instrument, Map.of("top", "0", "bottom", "1"));
    assertThat(bottom.largest()).isNull();
  }

  /** As many probes as Hutch++'s sketch needs to be exact; the layers' traces sum to the whole. */
  @Test
  void traceDensityAndLayers() {
    SpectrumResult found =
        problem.measure(
            instrument,
            Map.of(
                "top", "1",
                "trace", Integer.toString(3 * eigenvalues.length),
                "density", "25",
                "starts", "8",
                "per-layer", "60"));
    double norm = Math.max(eigenvalues[0], -eigenvalues[eigenvalues.length - 1]);
    Estimate whole = Objects.requireNonNull(found.trace());
    assertThat(whole.value()).isEqualTo(trace, within(1e-6 * norm));
    double sum = 0;
    double squares = 0;
    for (LayerSpectrum layer : found.layers()) {
      sum += layer.trace().value();
      squares += Math.pow(layer.trace().standardError(), 2);
      assertThat(layer.eigenvalue()).isLessThan(eigenvalues[0] * (1 + 1e-9));
    }
    assertThat(sum).isEqualTo(trace, within(5 * Math.sqrt(squares)));
    double threshold = Objects.requireNonNull(found.threshold());
    double large = 0;
    for (double value : eigenvalues) {
      large += value > threshold ? 1 : 0;
    }
    Estimate counted = Objects.requireNonNull(found.large());
    assertThat(counted.value()).isEqualTo(large, within(5 * counted.standardError()));
  }

  @Test
  void thePriceIsWhatItTakes() {
    Map<String, String> given =
        Map.of("top", "1", "trace", "30", "density", "8", "starts", "3", "max-products", "20");
    Price price = problem.price(instrument, given);
    SpectrumResult found = problem.measure(instrument, given);
    double fixed = (30 + 8 * 3) * (double) SmallProblem.POINTS;
    Price counted = problem.counted();
    assertThat(counted.products())
        .isEqualTo(fixed + found.products() * (double) SmallProblem.POINTS);
    assertThat(price.products() - fixed).isBetween(0.0, 20.0 * SmallProblem.POINTS);
    assertThat(counted.gradients()).isEqualTo(price.gradients()).isZero();
    assertThat(counted.evaluations()).isEqualTo(price.evaluations()).isZero();
    double more = problem.price(instrument, with(given, "per-layer", "5")).products();
    int layers = SmallProblem.network().layout().layers().size();
    assertThat(more - price.products())
        .isBetween((5.0 + layers) * SmallProblem.POINTS, (5.0 + 30 * layers) * SmallProblem.POINTS);
    assertThat(problem.said()).contains("eigenvalues", "trace", "density");
    assertThat(problem.price(instrument, with(given, "top", "500")).bytes())
        .as("500 eigenvectors and the basis for them")
        .isGreaterThan(price.bytes());
  }

  private static Map<String, String> with(Map<String, String> given, String key, String text) {
    Map<String, String> more = new HashMap<>(given);
    more.put(key, text);
    return more;
  }

  @Test
  void theSameSeedIsTheSameToTheBitAndIsReadBack() throws JsonProcessingException {
    Map<String, String> given =
        Map.of("top", "2", "trace", "9", "density", "5", "per-layer", "3", "seed", "7");
    SpectrumResult found = problem.measure(instrument, given);
    assertThat(found.seed()).isEqualTo(7);
    assertThat(problem.measure(instrument, given)).isEqualTo(found);
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(found), SpectrumResult.class))
        .isEqualTo(found);
  }

  @Test
  void whatWasNotAskedForIsNoQuantity() {
    Settings plain = Measurement.of(instrument, 0, Map.of()).settings();
    Settings traced = Measurement.of(instrument, 0, Map.of("trace", "6")).settings();
    assertThat(headlines(plain)).containsExactly("largest_eigenvalue");
    assertThat(headlines(traced)).containsExactly("largest_eigenvalue", "trace_estimate");
  }

  private List<String> headlines(Settings settings) {
    return instrument.quantities().stream()
        .filter(Quantity::headline)
        .filter(quantity -> quantity.isMeasured(settings))
        .map(Quantity::name)
        .toList();
  }

  @Test
  void settingsHaveToFitEachOther() {
    assertThatThrownBy(() -> problem.measure(instrument, Map.of("top", "0")))
        .hasMessageContaining("top, bottom is 0, 0");
    assertThatThrownBy(() -> problem.measure(instrument, Map.of("layer", "conv9")))
        .hasMessageContaining("layer is 'conv9'; small has linear0");
    assertThatThrownBy(
            () -> problem.measure(instrument, Map.of("layer", "linear0", "per-layer", "2")))
        .hasMessageContaining("per-layer is 2; expected no layer beside it");
    assertThatThrownBy(() -> problem.measure(instrument, Map.of("max-products", "11")))
        .hasMessageContaining("here 12");
  }
}
