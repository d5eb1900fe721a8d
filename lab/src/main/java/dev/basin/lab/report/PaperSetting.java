package dev.basin.lab.report;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.TrialResult;
import dev.basin.lab.figure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The setting in which the paper measured (its Tables 1 and 5, section 2.2), to say where a
 * comparison leaves it.
 *
 * @param data the data set
 * @param trainPoints its training points
 * @param testPoints its test points
 */
public record PaperSetting(String data, int trainPoints, int testPoints) {

  /** The paper's small batch, in points. */
  static final int SMALL_BATCH = 256;

  private static final PaperSetting CIFAR_10 = new PaperSetting("CIFAR-10", 50_000, 10_000);
  private static final PaperSetting CIFAR_100 = new PaperSetting("CIFAR-100", 50_000, 10_000);

  private static final Map<String, PaperSetting> BY_NETWORK =
      Map.of(
          "F1", new PaperSetting("MNIST", 60_000, 10_000),
          "F2", new PaperSetting("TIMIT", 721_329, 310_621),
          "C1", CIFAR_10,
          "C2", CIFAR_10,
          "C3", CIFAR_100,
          "C4", CIFAR_100);

  /** How a comparison differs from the paper's setting; empty if the paper has no such network. */
  static List<String> differences(ComparisonResult result) {
    @Nullable PaperSetting paper =
        BY_NETWORK.get(PaperNumbers.paperName(result.network()).toUpperCase(Locale.ROOT));
    if (paper == null) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    if (!plain(result.data()).startsWith(plain(paper.data))) {
      differences.add("data " + result.data() + ", paper " + paper.data);
    }
    points(differences, "training points", result.trainPoints(), paper.trainPoints);
    points(differences, "test points", result.testPoints(), paper.testPoints);
    if (!result.trials().isEmpty()) {
      TrialResult trial = result.trials().get(0);
      points(differences, "small batch", trial.small().batchSize(), SMALL_BATCH);
      points(differences, "large batch", trial.large().batchSize(), paper.trainPoints / 10);
    }
    return differences;
  }

  /**
   * How data differ from the paper's; a list to which more may be added.
   *
   * @param network whose data in the paper, such as {@code F1}
   * @param data the name of the data set
   * @param trainPoints its training points, 0 if not known
   * @param smallBatch points of a small-batch step, 0 if there is none
   */
  public static List<String> differences(
      String network, String data, int trainPoints, int smallBatch) {
    List<String> differences = new ArrayList<>();
    @Nullable PaperSetting paper =
        BY_NETWORK.get(PaperNumbers.paperName(network).toUpperCase(Locale.ROOT));
    if (paper != null) {
      if (!plain(data).startsWith(plain(paper.data))) {
        differences.add("data " + data + ", paper " + paper.data);
      }
      if (trainPoints > 0) {
        points(differences, "training points", trainPoints, paper.trainPoints);
      }
      if (smallBatch > 0) {
        points(differences, "small batch", smallBatch, SMALL_BATCH);
      }
    }
    return differences;
  }

  private static void points(List<String> differences, String name, int ours, int paper) {
    if (ours != paper) {
      differences.add(name + " " + Numbers.count(ours) + ", paper " + Numbers.count(paper));
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
