package dev.basin.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the sharpness ratios say.
 *
 * @param direction 1 if the large-batch minimum is sharper, −1 if flatter, 0 if that cannot be told
 * @param clause continues "Large-batch training …"
 * @param sentences the ratios with their uncertainty
 */
record SharpnessFinding(int direction, String clause, List<String> sentences) {

  /** Words for the first measure, full space and largest ε, and whether the others agree. */
  static Optional<SharpnessFinding> of(List<Measure> measures) {
    return measures.stream()
        .filter(measure -> measure.small().n() > 0 && measure.large().n() > 0)
        .findFirst()
        .map(leading -> of(leading, measures));
  }

  private static SharpnessFinding of(Measure leading, List<Measure> measures) {
    List<String> sentences = new ArrayList<>();
    sentences.add(numbers(leading));
    int direction = direction(leading);
    if (measures.size() > 1) {
      sentences.add(agreement(measures));
    }
    return new SharpnessFinding(direction, clause(leading, direction), sentences);
  }

  private static String clause(Measure measure, int direction) {
    double ratio = measure.ratio().geometricMean();
    if (direction == 0) {
      return "ended in a minimum neither clearly sharper nor flatter";
    }
    if (!Double.isFinite(ratio)) {
      return direction > 0 ? "ended in a sharper minimum" : "ended in a flatter minimum";
    }
    return direction > 0
        ? "ended in a minimum about " + Numbers.significant(ratio, 3) + " times as sharp"
        : "ended in a flatter minimum, not a sharper one ("
            + Numbers.significant(ratio, 3)
            + " times as sharp)";
  }

  private static String numbers(Measure measure) {
    Ratio ratio = measure.ratio();
    String interval = Wording.interval(ratio);
    String text =
        measure.label()
            + ": SB "
            + Wording.spread(measure, measure.small())
            + ", LB "
            + Wording.spread(measure, measure.large());
    if (ratio.n() == 0) {
      return text + "; no ratio, for one of the two is 0 or missing in each trial.";
    }
    return text
        + "; LB / SB = "
        + Numbers.significant(ratio.geometricMean(), 3)
        + (interval.isEmpty() ? " in one trial" : ", 95 % interval " + interval)
        + (Double.isNaN(measure.paperRatio())
            ? "."
            : " (paper: " + Numbers.significant(measure.paperRatio(), 3) + ").");
  }

  private static String agreement(List<Measure> measures) {
    long sharper = measures.stream().filter(measure -> direction(measure) > 0).count();
    long flatter = measures.stream().filter(measure -> direction(measure) < 0).count();
    int all = measures.size();
    String others = "Of the " + all + " sharpness measures (ε and space), ";
    if (sharper == all) {
      return "All " + all + " sharpness measures (ε and space) call the LB minimum sharper.";
    }
    if (flatter == all) {
      return "All " + all + " sharpness measures (ε and space) call the LB minimum flatter.";
    }
    return others
        + sharper
        + " call the LB minimum sharper, "
        + flatter
        + " call it flatter and "
        + (all - sharper - flatter)
        + " cannot tell.";
  }

  /** With several trials only what the 95 % interval holds counts; with one, the sign. */
  private static int direction(Measure measure) {
    Ratio ratio = measure.ratio();
    if (ratio.n() >= 2) {
      return ratio.excludes(1) ? (ratio.geometricMean() > 1 ? 1 : -1) : 0;
    }
    double difference = measure.large().mean() - measure.small().mean();
    return Double.isNaN(difference) ? 0 : (int) Math.signum(difference);
  }
}
