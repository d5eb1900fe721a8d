package dev.basin.lab;

import dev.basin.data.EpochBatches;
import dev.basin.network.Network;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells once of a last batch with less than a tenth of the points of the others: its step counts as
 * much as theirs, and BatchNorm takes the statistics of its few points alone.
 */
public final class SmallLastBatch {
  private final Network network;
  private final String remedy;
  private final Set<EpochBatches> told = new HashSet<>();

  /**
   * Has told nothing yet.
   *
   * @param network which is trained
   * @param remedy how such batches are left out, such as {@code --last-batch drop}
   */
  public SmallLastBatch(Network network, String remedy) {
    this.network = network;
    this.remedy = remedy;
  }

  /**
   * What is to be said.
   *
   * @param batches of the epoch that begins
   * @return one line; nothing if the last batch is not small, or was told of
   */
  public Optional<String> about(EpochBatches batches) {
    return batches.isLastSmall() && told.add(batches)
        ? Optional.of(words(network.hasBatchNorm(), batches) + "; " + remedy + " leaves it out")
        : Optional.empty();
  }

  /**
   * The fact in words.
   *
   * @param batchNorm whether the network has BatchNorm
   */
  public static String words(boolean batchNorm, EpochBatches batches) {
    return "the last of an epoch's "
        + batches.count()
        + " batches has "
        + batches.lastSize()
        + (batches.lastSize() == 1 ? " point" : " points")
        + ", fewer than a tenth of "
        + batches.size()
        + ", and its step counts as much as the others"
        + (batchNorm ? "; BatchNorm takes the statistics of these alone" : "");
  }
}
