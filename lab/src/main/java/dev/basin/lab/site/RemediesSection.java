package dev.basin.lab.site;

import dev.basin.lab.report.Estimate;
import dev.basin.lab.report.Figure;
import dev.basin.lab.report.Holm;
import dev.basin.lab.report.Numbers;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What remedies do for large batches, and whether the gap is real (Appendix E and after). */
final class RemediesSection implements StudySection {
  private static final double SIGNIFICANT = 0.05;

  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      RemedyRuns runs = new RemedyRuns(study, k);
      if (runs.isThere()) {
        findings.addAll(findings(runs));
        tables.add(RemedyTable.remedies(runs));
        tables.add(RemedyTable.gap(runs));
        RemedyFigure.of(runs).ifPresent(figures::add);
      }
    }
    tables.add(PaperRemedies.table(study));
    return new SectionContent("Remedies", findings, tables, figures, notes());
  }

  private static List<String> findings(RemedyRuns runs) {
    List<String> findings = new ArrayList<>();
    Estimate gap = runs.gap(runs.large()).difference();
    findings.add(
        runs.network()
            + ": the gap, "
            + runs.small().name()
            + " − "
            + runs.large().name()
            + ", is "
            + points(gap)
            + (gap.excludes(0)
                ? "."
                : "; it cannot be told from 0, so that shares of it mean little."));
    List<Arm> remedied = runs.remedied();
    say(findings, runs, "Helped", remedied, gain -> gain.excludes(0) && gain.mean() > 0);
    say(findings, runs, "Did harm", remedied, gain -> gain.excludes(0) && gain.mean() < 0);
    say(
        findings,
        runs,
        "Did not help",
        remedied,
        gain -> gain.n() > 0 && !gain.excludes(0) && gain.mean() <= 0);
    say(
        findings,
        runs,
        "Better than the plain large batch, but not beyond doubt",
        remedied,
        gain -> gain.n() > 0 && !gain.excludes(0) && gain.mean() > 0);
    severally(findings, runs, remedied);
    real(findings, runs);
    return findings;
  }

  /** What holds for an arm's gain over the plain large batch. */
  private interface Verdict {
    boolean holds(Estimate gain);
  }

  private static void say(
      List<String> findings, RemedyRuns runs, String title, List<Arm> arms, Verdict verdict) {
    String list =
        arms.stream()
            .filter(arm -> verdict.holds(runs.gain(arm)))
            .map(arm -> arm.name() + " (" + points(runs.gain(arm)) + ")")
            .collect(Collectors.joining("; "));
    if (!list.isEmpty()) {
      findings.add(runs.network() + ". " + title + ": " + list + ".");
    }
  }

  /** What stands if it is considered how many remedies were tried. */
  private static void severally(List<String> findings, RemedyRuns runs, List<Arm> remedied) {
    List<Arm> tested = remedied.stream().filter(arm -> runs.gain(arm).hasSpread()).toList();
    double[] p = Holm.adjust(tested.stream().mapToDouble(arm -> runs.gain(arm).p()).toArray());
    String stands =
        IntStream.range(0, p.length)
            .filter(k -> p[k] < SIGNIFICANT)
            .mapToObj(k -> standing(tested.get(k), runs, p[k]))
            .collect(Collectors.joining("; "));
    if (p.length > 1) {
      findings.add(
          runs.network()
              + ". After Holm’s correction for "
              + p.length
              + " remedies tried, not explained by chance: "
              + (stands.isEmpty() ? "none" : stands)
              + ".");
    }
  }

  private static String standing(Arm arm, RemedyRuns runs, double p) {
    return arm.name()
        + " ("
        + signed(runs.gain(arm).mean())
        + " points, p = "
        + Numbers.significant(p, 2)
        + ")";
  }

  /** How much of the gap the best rate and as many steps leave. */
  private static void real(List<String> findings, RemedyRuns runs) {
    runs.tuned().stream()
        .filter(arm -> runs.estimate(arm).n() > 0)
        .max(Comparator.comparingDouble(arm -> runs.estimate(arm).mean()))
        .ifPresent(
            best -> {
              Estimate left = runs.gap(best).difference();
              findings.add(
                  runs.network()
                      + ". Is the gap real? Of large batches with another rate or more steps, "
                      + best.name()
                      + " does best and leaves a gap of "
                      + points(left)
                      + (left.excludes(0)
                          ? left.mean() > 0
                              ? ": some of it survives tuning."
                              : ": tuning turns it round."
                          : ": what is left cannot be told from 0.")
                      + " The best was chosen by the same test points, which favours it.");
            });
  }

  private static String points(Estimate difference) {
    String text = signed(difference.mean()) + " points";
    return difference.hasSpread()
        ? text + " in " + Quantity.PERCENT.interval(difference)
        : text + ", in one trial";
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + Numbers.fixed(value, 2);
  }

  private static List<String> notes() {
    return List.of(
        "The share of the gap closed is the mean of (arm − LB) over the mean of (SB − LB), paired by"
            + " trial; its bracket is the 95 % interval of Fieller’s theorem, which has no end where"
            + " the gap itself cannot be told from 0. Other brackets are 95 % t-intervals. With many"
            + " remedies some will look better by chance: Holm’s correction says for which that is no"
            + " explanation.",
        "λ max, the distance, gradients and seconds are means over trials. Gradients are of the whole"
            + " training set: epochs times what the remedy takes for one step of the plain run."
            + " Seconds are of training alone, one thread, as the runs happened to share the"
            + " machine.",
        "A gap at equal rates may vanish when the rate is tuned for each batch (Shallue et al."
            + " 2019); sharpness follows the learning rate (Andriushchenko et al. 2023).");
  }
}
