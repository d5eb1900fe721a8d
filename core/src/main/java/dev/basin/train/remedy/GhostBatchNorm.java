package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.Seeds;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.StepGradient;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingHook;
import dev.basin.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Ghost batch normalisation (Hoffer, Hubara and Soudry 2017, Algorithm 1): the batch is cut into
 * parts, each normalised by its own statistics, and the gradient is the mean over all points,
 *
 * <pre>
 * g = Σ_k |B_k|/|B| ∇f_{B_k}(w)
 * </pre>
 *
 * <p>The parts are as equal as they can be. Basin evaluates networks with the statistics of the
 * points that are evaluated, so no running statistics are kept.
 *
 * @param size points of a part, at least 2; 128 in the paper. A batch of B points has B/size parts,
 *     rounded, but no part has one point, which has no variance
 */
public record GhostBatchNorm(int size) implements Remedy {
  static final String NAME = "ghost-batch-norm";

  private static final int SIZE = 128;
  private static final Range SIZES = Range.count(2, Range.MOST_POINTS);

  /** Checks the range. */
  public GhostBatchNorm {
    Checks.count(SIZES, size, NAME, "size");
  }

  static GhostBatchNorm of(TextForm form) {
    return new GhostBatchNorm(form.count("size", SIZE));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("size", size);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    if (!network.hasBatchNorm()) {
      throw new IllegalArgumentException(
          "remedy "
              + NAME
              + " does not fit network "
              + network.name()
              + ", which has no BatchNorm: its gradient would be the same");
    }
    return config.with(
        new TrainingHook() {
          @Override
          public void install(TrainingRun run) {
            run.wrapGradient(inner -> around(inner, run.g()));
          }

          @Override
          public int largestPass(int batch) {
            // with fewer points, parts may be larger: 1.5 sizes make one part rather than two
            return (int) Math.min(batch, 3L * size / 2 + 1);
          }
        });
  }

  private StepGradient around(StepGradient inner, Tensor g) {
    Tensor sum = torch.empty_like(g);
    return (inputs, labels, seed) -> {
      long points = labels.numel();
      List<Tensor> logits = new ArrayList<>();
      sum.zero_();
      int parts = (int) Math.max(1, Math.min(Math.round((double) points / size), points / 2));
      for (Shares.Share part : Shares.of(points, parts)) {
        long ownSeed = Seeds.derive(seed, "part", Integer.toString(part.index()));
        logits.add(inner.compute(part.of(inputs), part.of(labels), ownSeed));
        sum.add_(g, new Scalar((double) part.count() / points));
      }
      g.copy_(sum);
      return Shares.joined(logits);
    };
  }
}
