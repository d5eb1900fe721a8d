package dev.basin.train;

import dev.basin.engine.Range;
import java.util.List;

/**
 * Training ends after {@code maxEpochs}, or when the epoch's mean training loss has not improved on
 * its best value, by more than the share {@code tolerance} of it, for {@code patience} epochs:
 * "until the loss function ceased to improve" (Keskar et al. 2017, section 2.2), made exact. It has
 * diverged when the loss, of the steps or after them on the test set, is not finite.
 *
 * @param maxEpochs from 1 to 99,999
 * @param patience from 1 to 99,999
 * @param tolerance in [0, 1)
 */
public record StoppingRule(int maxEpochs, int patience, double tolerance) {

  /** Checks the ranges. */
  public StoppingRule {
    Range.EPOCHS.require(maxEpochs, "epochs");
    Range.EPOCHS.require(patience, "patience");
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance is " + tolerance + "; expected in [0, 1)");
    }
  }

  /** Why training stops after these epochs, or {@link Stop#NOT_YET}. */
  public Stop after(List<EpochMetrics> epochs) {
    double best = Double.POSITIVE_INFINITY;
    int sinceBest = 0;
    for (EpochMetrics epoch : epochs) {
      if (!Double.isFinite(epoch.trainLoss()) || !Double.isFinite(epoch.testLoss())) {
        return Stop.DIVERGED;
      }
      if (epoch.trainLoss() < best * (1 - tolerance)) {
        best = epoch.trainLoss();
        sinceBest = 0;
      } else {
        sinceBest++;
      }
    }
    if (sinceBest >= patience) {
      return Stop.PATIENCE;
    }
    return epochs.size() >= maxEpochs ? Stop.EPOCHS : Stop.NOT_YET;
  }

  /** The rule in words, for records. */
  public String describe() {
    return "at most "
        + maxEpochs
        + " epochs, or when the epoch's mean training loss has not improved for "
        + patience
        + " epochs";
  }
}
