package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.GapShare;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.List;

/** The tables of a study of remedies. */
final class RemedyTable {
  private static final double PERCENT = 100;

  private RemedyTable() {}

  /** Every arm that changes how steps are made, below the two plain ones. */
  static SiteTable remedies(RemedyRuns runs) {
    List<String> heads =
        new ArrayList<>(
            List.of("Arm", "Testing accuracy, %", "arm − " + runs.large().name() + ", points"));
    if (runs.hasGap()) {
      heads.add("Gap closed, %");
    }
    runs.sharpnesses().forEach(what -> heads.add("φ, " + SharpnessSection.describe(what)));
    int points = runs.eigenvaluePoints();
    heads.add(points == 0 ? "λ max" : "λ max, first " + Numbers.count(points) + " points");
    heads.addAll(List.of("‖x\u00a0−\u00a0x₀‖₂", "Gradients", "Time, s"));
    List<SiteTable.Row> rows = new ArrayList<>();
    rows.add(row(runs, runs.small()));
    rows.add(row(runs, runs.large()));
    runs.remedied().forEach(arm -> rows.add(row(runs, arm)));
    return new SiteTable(runs.network() + ", remedy by remedy", heads, rows);
  }

  private static SiteTable.Row row(RemedyRuns runs, Arm arm) {
    boolean isLarge = arm.equals(runs.large());
    List<SiteTable.Cell> cells = new ArrayList<>();
    cells.add(accuracy(runs, arm));
    cells.add(
        isLarge ? SiteTable.Cell.of(Numbers.NONE) : runs.gap(arm, runs.large()).differenceCell());
    if (runs.hasGap()) {
      boolean isBaseline = isLarge || arm.equals(runs.small());
      cells.add(isBaseline ? SiteTable.Cell.of(Numbers.NONE) : share(runs.share(arm)));
    }
    for (Measurement what : runs.sharpnesses()) {
      cells.add(NumberForm.SHARPNESS.cell(runs.sharpness(arm, what)));
    }
    cells.add(SiteTable.Cell.of(NumberForm.POSITIVE.meanAndSpread(runs.eigenvalue(arm))));
    cells.add(mean(runs.distance(arm)));
    cells.add(mean(runs.passes(arm)));
    cells.add(mean(runs.seconds(arm)));
    return new SiteTable.Row(arm.name(), cells);
  }

  private static SiteTable.Cell accuracy(RemedyRuns runs, Arm arm) {
    return NumberForm.PERCENT.cell(runs.estimate(arm)).withDiverged(runs.diverged(arm));
  }

  private static SiteTable.Cell share(GapShare share) {
    if (share.n() == 0) {
      return SiteTable.Cell.of(Numbers.NONE);
    }
    String percent = percent(share.share());
    if (share.n() == 1) {
      return new SiteTable.Cell(percent, "n = 1");
    }
    return share.interval().isBounded()
        ? new SiteTable.Cell(
            percent,
            "[" + percent(share.interval().low()) + ", " + percent(share.interval().high()) + "]")
        : new SiteTable.Cell(Numbers.NONE, "no bounds");
  }

  private static String percent(double share) {
    return Numbers.fixed(PERCENT * share, 0);
  }

  private static SiteTable.Cell mean(Estimate estimate) {
    return SiteTable.Cell.of(
        estimate.n() == 0 ? Numbers.NONE : Numbers.significant(estimate.mean(), 3));
  }

  /** Other rates and as many steps: what they leave of the gap. */
  static SiteTable gap(RemedyRuns runs) {
    List<SiteTable.Row> rows = new ArrayList<>();
    List<Arm> arms = new ArrayList<>(List.of(runs.large()));
    arms.addAll(runs.tuned(runs.large()));
    arms.addAll(runs.tuned(runs.small()));
    for (Arm arm : arms) {
      Pairing gap = runs.gap(arm);
      rows.add(
          new SiteTable.Row(
              arm.name(),
              List.of(
                  SiteTable.Cell.of(Numbers.significant(runs.rate(arm), 3)),
                  accuracy(runs, arm),
                  gap.differenceCell(),
                  gap.signCell(),
                  mean(runs.steps(arm)),
                  mean(runs.passes(arm)))));
    }
    return new SiteTable(
        runs.network()
            + ", is the gap real? "
            + runs.small().name()
            + " makes "
            + Numbers.significant(runs.steps(runs.small()).mean(), 3)
            + " steps",
        List.of(
            "Arm",
            "Rate",
            "Testing accuracy, %",
            runs.small().name() + " − arm",
            "sign test, p",
            "Steps",
            "Gradients"),
        rows);
  }
}
