package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all sharpness measures together say.
 *
 * @param direction 1 if every measure calls the second solution sharper beyond its interval, −1 if
 *     flatter, 0 if they do not agree or one of them cannot tell; 0 with one trial
 * @param several whether any rests on more than one trial
 * @param verdict how the measures are divided, a clause for the middle of a sentence
 * @param sentences every measure's ratio with its uncertainty, and how they are divided
 */
public record SharpnessFinding(
    int direction, boolean several, String verdict, List<String> sentences) {

  /**
   * Puts measures of a small and a large batch into words.
   *
   * @return empty if none is known for both batches
   */
  static Optional<SharpnessFinding> of(List<Measure> measures) {
    return of(measures, "SB", "LB");
  }

  /**
   * Puts measures of two ways to train into words.
   *
   * @return empty if none is known for both
   */
  public static Optional<SharpnessFinding> of(List<Measure> measures, String first, String second) {
    List<Measure> known =
        measures.stream()
            .filter(measure -> measure.small().n() > 0 && measure.large().n() > 0)
            .toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(of(known, measures.size(), first, second));
  }

  private static SharpnessFinding of(List<Measure> known, int all, String first, String second) {
    List<String> sentences = new ArrayList<>();
    known.forEach(measure -> sentences.add(numbers(measure, first, second)));
    boolean several = known.stream().anyMatch(measure -> measure.difference().n() > 1);
    long sharper = known.stream().filter(measure -> direction(measure, several) > 0).count();
    long flatter = known.stream().filter(measure -> direction(measure, several) < 0).count();
    String verdict = divided(sharper, flatter, all, second);
    sentences.add(
        several
            ? "By their 95 % intervals, " + verdict + "."
            : "By sign alone, in one trial, " + verdict + ".");
    int direction = sharper == all ? 1 : flatter == all ? -1 : 0;
    return new SharpnessFinding(several ? direction : 0, several, verdict, List.copyOf(sentences));
  }

  /** Why it cannot be said which solution is the sharper one; empty if it can. */
  Optional<String> obstacle(EndDoubts doubts) {
    if (!doubts.reasons().isEmpty()) {
      return Optional.of(String.join("; ", doubts.reasons()));
    }
    return direction == 0 ? Optional.of(verdict) : Optional.empty();
  }

  /** What all measures together allow to say of two ways to train, a sentence. */
  public String sentence(EndDoubts doubts, String first, String second) {
    String whether = "Whether " + second + " ended in a sharper minimum than " + first;
    if (!several) {
      return whether + " cannot be told from one trial: by sign alone, " + verdict + ".";
    }
    return obstacle(doubts)
        .map(reason -> whether + " cannot be said: " + reason + ".")
        .orElseGet(
            () ->
                second
                    + " ended in a "
                    + (direction > 0 ? "sharper" : "flatter")
                    + " minimum than "
                    + first
                    + ": "
                    + verdict
                    + ".");
  }

  private static String numbers(Measure measure, String first, String second) {
    Ratio ratio = measure.ratio();
    String interval = Wording.interval(ratio);
    String text =
        measure.label()
            + ": "
            + first
            + " "
            + Wording.spread(measure, measure.small())
            + ", "
            + second
            + " "
            + Wording.spread(measure, measure.large());
    if (ratio.n() == 0) {
      return text + "; no ratio, for one of the two is 0 or missing in each trial.";
    }
    return text
        + "; "
        + second
        + " / "
        + first
        + " = "
        + Numbers.significant(ratio.geometricMean(), 3)
        + (interval.isEmpty() ? " in one trial" : ", 95 % interval " + interval)
        + (Double.isNaN(measure.paperRatio())
            ? "."
            : " (paper: " + Numbers.significant(measure.paperRatio(), 3) + ").");
  }

  private static String divided(long sharper, long flatter, int all, String second) {
    String solution = " call the " + second + " solution ";
    if (all == 1) {
      return "the one sharpness measure "
          + (sharper > 0
              ? "calls the " + second + " solution sharper"
              : flatter > 0
                  ? "calls the " + second + " solution flatter"
                  : "cannot tell the two apart");
    }
    if (sharper == all || flatter == all) {
      return "all "
          + all
          + " sharpness measures (ε and space)"
          + solution
          + (sharper == all ? "sharper" : "flatter");
    }
    return "of "
        + all
        + " sharpness measures (ε and space) "
        + sharper
        + solution
        + "sharper, "
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
