package dev.basin.train.remedy;

import dev.basin.engine.Range;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.BatchSchedule;
import dev.basin.train.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Piggy-backing (Keskar et al. 2017, section 3 and Figure 5): some epochs with a small batch, the
 * rest with the run's own, large one, in one run of the optimiser.
 *
 * @param batch points a step at first, at least 1; 256 in the paper
 * @param epochs how many of these, at least 1; in the paper from 1 to 100, here 5 unless said
 *     otherwise
 */
public record PiggyBack(int batch, int epochs) implements Remedy {
  static final String NAME = "piggyback";

  private static final int BATCH = 256;
  private static final int EPOCHS = 5;

  /** Checks the ranges. */
  public PiggyBack {
    Checks.count(Range.POINTS, batch, NAME, "batch");
    Checks.count(Range.EPOCHS, epochs, NAME, "epochs");
  }

  static PiggyBack of(TextForm form) {
    return new PiggyBack(form.count("batch", BATCH), form.count("epochs", EPOCHS));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("batch", batch);
    settings.put("epochs", epochs);
    return settings;
  }

  @Override
  public Optional<Part> changes() {
    return Optional.of(Part.BATCH_SIZE);
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    int large = OneBatch.of(config, NAME);
    Checks.require(batch < large, NAME, "batch", batch, "less than the batch, " + large);
    int all = config.stoppingRule().maxEpochs();
    Checks.require(epochs < all, NAME, "epochs", epochs, "less than the run's " + all);
    return config.withBatch(new BatchSchedule(batch, (double) large / batch, epochs, large));
  }
}
