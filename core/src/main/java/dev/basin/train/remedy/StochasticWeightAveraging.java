package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Stochastic weight averaging, SWA (Izmailov, Podoprikhin, Garipov, Vetrov and Wilson 2018,
 * Algorithm 1): the solution is the mean of the weights after every few of the last epochs,
 *
 * <pre>
 * w_SWA ← (w_SWA n + w) / (n + 1)      n ← n + 1
 * </pre>
 *
 * <p>kept in float64. Training itself, and the accuracies after its epochs, are those of the plain
 * run; one that stops before the averaging begins ends with its last weights. BatchNorm needs no
 * extra pass over the data, because Basin evaluates networks, this mean among them, with the
 * statistics of the points that are evaluated.
 *
 * @param start the share of the epochs after which averaging begins, in [0, 1); 0.75 in the paper
 *     (section 4.1)
 * @param every epochs between two of the averaged weights, at least 1; 1 in the paper for a
 *     constant rate
 */
public record StochasticWeightAveraging(double start, int every) implements Remedy {
  static final String NAME = "swa";

  private static final double START = 0.75;

  /** Checks the ranges. */
  public StochasticWeightAveraging {
    Checks.share(start, NAME, "start");
    Checks.count(Range.EPOCHS, every, NAME, "every");
  }

  static StochasticWeightAveraging of(TextForm form) {
    return new StochasticWeightAveraging(form.number("start", START), form.count("every", 1));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("start", start);
    settings.put("every", every);
    return settings;
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(this::install);
  }

  private void install(TrainingRun run) {
    TensorOptions wide = new TensorOptions(torch.ScalarType.Double);
    Tensor x = run.x();
    Tensor mean = run.keep("swa.mean", torch.zeros(new long[] {x.numel()}, wide));
    Tensor count = run.keep("swa.count", torch.zeros(new long[] {1}, wide));
    double after = Checks.epochs(start, run.config().stoppingRule().maxEpochs());
    run.afterEpoch(
        epoch -> {
          long since = (long) Math.ceil(epoch - after) - 1;
          if (epoch > after && since % every == 0) {
            double n = count.item_double();
            mean.mul_(new Scalar(n / (n + 1))).add_(x, new Scalar(1 / (n + 1)));
            count.add_(new Scalar(1.0));
          }
        });
    run.atEnd(
        () -> {
          if (count.item_double() > 0) {
            x.copy_(mean);
          }
        });
  }
}
