package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;

/**
 * What the difference in test accuracy says.
 *
 * @param direction 1 if large-batch training tests worse, −1 if better, 0 if that cannot be told,
 *     as from one trial
 * @param trials on how many trials it rests
 * @param clause continues "Large-batch training …"; of several trials only
 * @param sentence the difference with its uncertainty
 */
record GapFinding(int direction, int trials, String clause, String sentence) {

  /** Whether it rests on one trial. */
  boolean single() {
    return trials == 1;
  }

  /**
   * Words for a difference.
   *
   * @param accuracy test accuracy over trials, at least one pair
   * @param noise what the choice of test points alone can make, in percentage points
   */
  static GapFinding of(Measure accuracy, double noise) {
    return accuracy.difference().n() == 1 ? ofOne(accuracy, noise) : ofSeveral(accuracy);
  }

  private static GapFinding ofOne(Measure accuracy, double noise) {
    double gap = accuracy.difference().mean();
    String size = points(gap);
    String sentence =
        "Test accuracy differs by "
            + size
            + " (SB minus LB: "
            + signed(gap)
            + "). One trial gives no spread: whether this is more than chance cannot be told. "
            + (Double.isFinite(noise)
                ? "The choice of test points alone can make a difference of about "
                    + points(noise)
                    + " (1.96 standard errors, the two accuracies taken as independent)."
                : "");
    return new GapFinding(0, 1, "", sentence.strip());
  }

  private static GapFinding ofSeveral(Measure accuracy) {
    Estimate gap = accuracy.difference();
    String numbers =
        "Test accuracy, SB minus LB, paired by trial: "
            + signed(gap.mean())
            + " ± "
            + points(gap.deviation())
            + " over "
            + Wording.trials(gap.n())
            + ", 95 % interval "
            + signed(gap.low())
            + " to "
            + signed(gap.high());
    if (!gap.excludes(0)) {
      return new GapFinding(
          0,
          gap.n(),
          "did not test measurably worse or better",
          numbers + ". The interval holds 0: no gap beyond the spread of the trials.");
    }
    String how = gap.mean() > 0 ? "worse" : "better";
    return new GapFinding(
        gap.mean() > 0 ? 1 : -1,
        gap.n(),
        "tested " + points(gap.mean()) + " " + how + " than small-batch training",
        numbers + ". The interval leaves out 0.");
  }

  private static String points(double value) {
    return Numbers.fixed(Math.abs(value), 2) + " points";
  }

  private static String signed(double value) {
    String text = Numbers.fixed(value, 2);
    return value > 0 && !text.equals("0.00") ? "+" + text : text;
  }
}
