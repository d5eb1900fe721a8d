package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.BatchSchedule;
import dev.basin.train.NoiseProbe;
import dev.basin.train.NoiseScale;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Dynamic sampling: the batch grows while training proceeds, up to the run's batch size.
 *
 * <p>By {@link Test#SCHEDULE} it is multiplied by {@code factor} every {@code every} epochs (Smith,
 * Kindermans, Ying and Le 2018). By {@link Test#VARIANCE} it grows when a variance test fails, in
 * the manner of Byrd, Chin, Nocedal and Wu 2012 (equations 3.5 to 3.7): with tr Σ the variance of
 * the gradient of one point, summed over its components, and ∇J_B the gradient of a batch of B
 * points, an epoch's means are to satisfy
 *
 * <pre>
 * tr Σ / B ≤ θ² ‖∇J_B‖²
 * </pre>
 *
 * <p>and where they do not, the next epoch takes {@code B = tr Σ / (θ² ‖∇J_B‖²)} points a step. The
 * variance is estimated from the gradients of eighths of the batch ({@link NoiseProbe}), where the
 * authors take it from single points' gradients. It is that of the first gradient of each step of B
 * points, so not of an epoch's last if that has fewer, at the weights where the batch was met: not
 * of SAM's second, nor of a subproblem's later ones. Where workers step apart ({@link
 * PostLocalSgd}) nothing is measured, and the batch stays as it is.
 *
 * @param test what makes the batch grow
 * @param start points a step at first, at least 2, for the variance test at least 16
 * @param factor of the schedule, &gt; 1; 2 unless said otherwise
 * @param every epochs between two growths of the schedule, at least 1; 5 unless said otherwise
 * @param theta θ of the variance test, in (0, 1); 0.5 in Byrd et al. (section 3)
 */
public record DynamicSampling(Test test, int start, double factor, int every, double theta)
    implements Remedy {
  static final String NAME = "dynamic-sampling";

  private static final int START = 256;
  private static final Range STARTS = Range.count(2, Range.MOST_POINTS);
  private static final double FACTOR = 2;
  private static final int EVERY = 5;
  private static final double THETA = 0.5;

  /** What makes the batch grow. */
  public enum Test {
    /** The number of epochs alone. */
    SCHEDULE,
    /** The variance of the gradient. */
    VARIANCE
  }

  /** Checks the ranges. */
  public DynamicSampling {
    Checks.count(STARTS, start, NAME, "start");
    Checks.growth(factor, NAME, "factor");
    Checks.count(Range.EPOCHS, every, NAME, "every");
    Checks.require(
        test == Test.SCHEDULE || start >= 2 * NoiseProbe.PARTS,
        NAME,
        "start",
        start,
        "at least 16 for the variance test");
    Checks.require(theta > 0 && theta < 1, NAME, "theta", theta, "in (0, 1)");
  }

  static DynamicSampling of(TextForm form) {
    return new DynamicSampling(
        form.choice("test", Test.SCHEDULE),
        form.count("start", START),
        form.number("factor", FACTOR),
        form.count("every", EVERY),
        form.number("theta", THETA));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("test", test);
    settings.put("start", start);
    settings.put("factor", factor);
    settings.put("every", every);
    settings.put("theta", theta);
    return settings;
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.BATCH_SIZE);
  }

  @Override
  public double gradientsBeside() {
    return test == Test.VARIANCE ? NoiseProbe.PRICE - 1 : 0;
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    int largest = OneBatch.of(config, NAME);
    Checks.require(start < largest, NAME, "start", start, "less than the batch, " + largest);
    return test == Test.SCHEDULE
        ? config.withBatch(new BatchSchedule(start, factor, every, largest))
        : config.with(run -> install(run, largest));
  }

  private void install(TrainingRun run, int largest) {
    Tensor size =
        run.keep(
            NAME + ".size",
            torch.full(
                new long[] {1},
                new Scalar((double) start),
                new TensorOptions(torch.ScalarType.Double)));
    NoiseScale[] epoch = {new NoiseScale()};
    boolean[] begun = {false}; // a step whose gradient was not asked for yet
    run.wrapUpdate(
        plain ->
            (inputs, labels, rateFactor) -> {
              begun[0] = true;
              return plain.step(inputs, labels, rateFactor);
            });
    run.wrapGradient(
        inner -> {
          StepGradient watched =
              NoiseProbe.around(
                  inner, run.g(), run::wholeBatch, (b, all, s, a) -> epoch[0].add(b, all, s, a));
          return (inputs, labels, seed) -> {
            StepGradient now = begun[0] ? watched : inner;
            begun[0] = false;
            return now.compute(inputs, labels, seed);
          };
        });
    run.chooseBatchSize(number -> (int) size.item_double());
    run.afterEpoch(
        number -> {
          size.fill_(new Scalar((double) next(epoch[0], (int) size.item_double(), largest)));
          epoch[0] = new NoiseScale();
        });
  }

  /** Points a step of the next epoch. */
  int next(NoiseScale epoch, int size, int largest) {
    double wanted = Math.ceil(epoch.trace() / (theta * theta * epoch.batchSquaredNorm()));
    return wanted > size ? (int) Math.min(wanted, largest) : size;
  }
}
