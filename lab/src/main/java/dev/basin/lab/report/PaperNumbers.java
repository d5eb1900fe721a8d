package dev.basin.lab.report;

import java.util.List;
import java.util.Optional;

/**
 * What Keskar et al. (ICLR 2017) report for one network, small-batch (SB) and large-batch (LB):
 * mean ± standard deviation of 5 trials.
 *
 * @param network the paper's name for it, F1 to C4
 * @param trainAccuracy Table 2, training accuracy in percent
 * @param testAccuracy Table 2, testing accuracy in percent
 * @param fullCoarse Table 3, sharpness in the full space at ε = 1e-3
 * @param fullFine Table 3, sharpness in the full space at ε = 5e-4
 * @param subspaceCoarse Table 4, sharpness in a random subspace of dimension 100 at ε = 1e-3
 * @param subspaceFine Table 4, sharpness in a random subspace of dimension 100 at ε = 5e-4
 */
public record PaperNumbers(
    String network,
    Pair trainAccuracy,
    Pair testAccuracy,
    Pair fullCoarse,
    Pair fullFine,
    Pair subspaceCoarse,
    Pair subspaceFine) {

  /**
   * One quantity in both regimes.
   *
   * @param small the small-batch value
   * @param large the large-batch value
   */
  public record Pair(PaperValue small, PaperValue large) {}

  /** Dimension of the random subspaces of Table 4. */
  public static final int SUBSPACE = 100;

  /** The larger ε of Tables 3 and 4. */
  public static final double COARSE = 1e-3;

  /** The smaller ε of Tables 3 and 4. */
  public static final double FINE = 5e-4;

  private static final List<PaperNumbers> ALL =
      List.of(
          new PaperNumbers(
              "F1",
              pair(99.66, 0.05, 99.92, 0.01),
              pair(98.03, 0.07, 97.81, 0.07),
              pair(1.23, 0.83, 205.14, 69.52),
              pair(0.61, 0.27, 42.90, 17.14),
              pair(0.11, 0.00, 9.22, 0.56),
              pair(0.05, 0.00, 9.17, 0.14)),
          new PaperNumbers(
              "F2",
              pair(99.99, 0.03, 98.35, 2.08),
              pair(64.02, 0.2, 59.45, 1.05),
              pair(1.39, 0.02, 310.64, 38.46),
              pair(0.90, 0.05, 93.15, 6.81),
              pair(0.29, 0.02, 23.63, 0.54),
              pair(0.05, 0.00, 6.28, 0.19)),
          new PaperNumbers(
              "C1",
              pair(99.89, 0.02, 99.66, 0.2),
              pair(80.04, 0.12, 77.26, 0.42),
              pair(28.58, 3.13, 707.23, 43.04),
              pair(7.08, 0.88, 227.31, 23.23),
              pair(2.18, 0.23, 137.25, 21.60),
              pair(0.71, 0.15, 29.50, 7.48)),
          new PaperNumbers(
              "C2",
              pair(99.99, 0.04, 99.99, 0.01),
              pair(89.24, 0.12, 87.26, 0.07),
              pair(8.68, 1.32, 925.32, 38.29),
              pair(2.07, 0.86, 175.31, 18.28),
              pair(0.95, 0.34, 25.09, 2.61),
              pair(0.31, 0.08, 5.82, 0.52)),
          new PaperNumbers(
              "C3",
              pair(99.56, 0.44, 99.88, 0.30),
              pair(49.58, 0.39, 46.45, 0.43),
              pair(29.85, 5.98, 258.75, 8.96),
              pair(8.56, 0.99, 105.11, 13.22),
              pair(17.02, 2.20, 236.03, 31.26),
              pair(4.03, 1.45, 86.96, 27.39)),
          new PaperNumbers(
              "C4",
              pair(99.10, 1.23, 99.57, 1.84),
              pair(63.08, 0.5, 57.81, 0.17),
              pair(12.83, 3.84, 421.84, 36.97),
              pair(4.07, 0.87, 109.35, 16.57),
              pair(6.05, 1.13, 72.99, 10.96),
              pair(1.89, 0.33, 19.85, 4.12)));

  /**
   * The paper's numbers for a network.
   *
   * @param network F1, F2, C1, C2, C3 or C4, in either case
   * @return empty if the paper has no such network
   */
  public static Optional<PaperNumbers> of(String network) {
    String name = paperName(network);
    return ALL.stream().filter(numbers -> numbers.network.equalsIgnoreCase(name)).findFirst();
  }

  /** The paper's name for a network: what stands before the variant in {@code C1-authors}. */
  static String paperName(String network) {
    return network.split("-", 2)[0];
  }

  /** The six networks in the paper's order. */
  public static List<PaperNumbers> all() {
    return ALL;
  }

  /**
   * Sharpness at a given ε and space, Table 3 or 4.
   *
   * @param epsilon ε
   * @param subspace dimension of the random subspace, 0 for the full space
   * @return empty if the paper has no such column
   */
  public Optional<Pair> sharpness(double epsilon, int subspace) {
    if (epsilon == COARSE && (subspace == 0 || subspace == SUBSPACE)) {
      return Optional.of(subspace == 0 ? fullCoarse : subspaceCoarse);
    }
    if (epsilon == FINE && (subspace == 0 || subspace == SUBSPACE)) {
      return Optional.of(subspace == 0 ? fullFine : subspaceFine);
    }
    return Optional.empty();
  }

  private static Pair pair(double small, double smallSd, double large, double largeSd) {
    return new Pair(new PaperValue(small, smallSd), new PaperValue(large, largeSd));
  }
}
