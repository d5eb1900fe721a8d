package dev.basin.examples;

import dev.basin.engine.Range;
import dev.basin.engine.Seeds;
import dev.basin.lab.instrument.About;
import dev.basin.lab.instrument.Arity;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.MeteredObjective;
import dev.basin.lab.instrument.Price;
import dev.basin.lab.instrument.Problem;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.instrument.Setting;
import dev.basin.lab.instrument.Settings;
import dev.basin.lab.instrument.Sizes;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Lesson 3: an instrument of one's own. This one measures the expected sharpness of Neyshabur et
 * al. 2017 ("Exploring Generalization in Deep Learning", section 2.4),
 *
 * <pre>E[L(x + u)] − L(x),  u of independent normal numbers of standard deviation σ,</pre>
 *
 * as the mean over some u. With its name in {@code
 * META-INF/services/dev.basin.lab.instrument.Instrument} and the two on the class path it is a
 * command, a measurement of studies, a table of exports and a section of reports: see
 * adding-an-instrument.md.
 */
public final class Lesson03Instrument implements Instrument<Lesson03Instrument.Result> {
  private static final Setting<Double> SIGMA =
      Setting.number("sigma", Range.real(1e-12, 1e3))
          .usual("0.01")
          .help("Standard deviation of the noise on each weight.");
  private static final Setting<Integer> SAMPLES =
      Setting.count("samples", 2, 100_000).usual("20").help("How many u are drawn.");
  private static final Setting<OptionalLong> SEED = Setting.seed("seed").help("Seed of the noise.");

  /**
   * What was found.
   *
   * @param rise the mean of L(x + u) − L(x), in nats
   * @param standardError of that mean, in nats
   */
  public record Result(double rise, double standardError) {}

  @Override
  public About about() {
    return new About(
        "expected-sharpness",
        List.of(),
        "Expected sharpness",
        "How far the training loss rises in the mean when every weight gets normal noise.",
        "Neyshabur et al. 2017, section 2.4",
        "The mean of L(x + u) − L(x) over drawn u, with its standard error.");
  }

  @Override
  public Arity arity() {
    return Arity.ONE;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(SIGMA, SAMPLES, SEED);
  }

  @Override
  public Price price(Settings settings, Sizes sizes) {
    return Price.evaluations((1.0 + settings.get(SAMPLES)) * sizes.trainPoints(), sizes);
  }

  @Override
  public Result measure(Settings settings, Problem problem) {
    long seed = problem.seed(settings.get(SEED), "expected-sharpness");
    int samples = settings.get(SAMPLES);
    MeteredObjective f = problem.train();
    double here = f.evaluate(problem.x()).loss();
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < samples; k++) {
      problem.meter().say("sample " + (k + 1) + " of " + samples);
      try (PointerScope scope = new PointerScope()) {
        Tensor moved = noisy(problem.x(), settings.get(SIGMA), seed, k);
        double rise = f.evaluate(moved).loss() - here;
        sum += rise;
        squares += rise * rise;
      }
    }
    double mean = sum / samples;
    double variance = Math.max(0, squares - samples * mean * mean) / (samples - 1);
    return new Result(mean, Math.sqrt(variance / samples));
  }

  /** x + u, with a generator of its own for each u. */
  static Tensor noisy(Tensor x, double sigma, long seed, int sample) {
    GeneratorOptional generator =
        new GeneratorOptional(
            torch.make_generator_cpu(Seeds.derive(seed, sample, "expected-sharpness")));
    return torch.empty_like(x).normal_(0, sigma, generator).add_(x);
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public List<Quantity<Result>> quantities() {
    return List.of(
        Quantity.real("expected_rise_nats", "Expected rise", "nats", Result::rise)
            .lowerIsBetter()
            .asHeadline(),
        Quantity.real("standard_error_nats", "Standard error", "nats", Result::standardError));
  }
}
