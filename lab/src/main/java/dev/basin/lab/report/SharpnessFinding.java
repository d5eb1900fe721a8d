package dev.basin.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all sharpness measures together say.
 *
 * @param direction 1 if every measure calls the large-batch solution sharper beyond its interval,
 *     −1 if flatter, 0 if they do not agree or one of them cannot tell; 0 with one trial
 * @param verdict how the measures are divided, a clause for the middle of a sentence
 * @param sentences every measure's ratio with its uncertainty, and how they are divided
 */
record SharpnessFinding(int direction, String verdict, List<String> sentences) {

  /**
   * Puts measures into words.
   *
   * @return empty if none is known for both batches
   */
  static Optional<SharpnessFinding> of(List<Measure> measures) {
    List<Measure> known =
        measures.stream()
            .filter(measure -> measure.small().n() > 0 && measure.large().n() > 0)
            .toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(of(known, measures.size()));
  }

  private static SharpnessFinding of(List<Measure> known, int all) {
    List<String> sentences = new ArrayList<>();
    known.forEach(measure -> sentences.add(numbers(measure)));
    boolean several = known.stream().anyMatch(measure -> measure.difference().n() > 1);
    long sharper = known.stream().filter(measure -> direction(measure, several) > 0).count();
    long flatter = known.stream().filter(measure -> direction(measure, several) < 0).count();
    String verdict = divided(sharper, flatter, all);
    sentences.add(
        several
            ? "By their 95 % intervals, " + verdict + "."
            : "By sign alone, in one trial, " + verdict + ".");
    int direction = sharper == all ? 1 : flatter == all ? -1 : 0;
    return new SharpnessFinding(several ? direction : 0, verdict, List.copyOf(sentences));
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

  private static String divided(long sharper, long flatter, int all) {
    if (all == 1) {
      return "the one sharpness measure "
          + (sharper > 0
              ? "calls the LB solution sharper"
              : flatter > 0 ? "calls the LB solution flatter" : "cannot tell the two apart");
    }
    if (sharper == all || flatter == all) {
      return "all "
          + all
          + " sharpness measures (ε and space) call the LB solution "
          + (sharper == all ? "sharper" : "flatter");
    }
    return "of "
        + all
        + " sharpness measures (ε and space) "
        + sharper
        + " call the LB solution sharper, "
        + flatter
        + " flatter and "
        + (all - sharper - flatter)
        + " cannot tell";
  }

  /**
   * With several trials only what the 95 % interval holds counts: of the ratio if there is one in
   * every trial, else of the difference. With one trial, the sign.
   */
  private static int direction(Measure measure, boolean several) {
    Ratio ratio = measure.ratio();
    Estimate increase = measure.difference();
    if (!several) {
      return Double.isNaN(increase.mean()) ? 0 : (int) -Math.signum(increase.mean());
    }
    if (ratio.n() == increase.n()) {
      return ratio.excludes(1) ? (ratio.geometricMean() > 1 ? 1 : -1) : 0;
    }
    return increase.excludes(0) ? (int) -Math.signum(increase.mean()) : 0;
  }
}
