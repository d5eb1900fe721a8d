package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the runs of a network say of remedies, in sentences. */
final class RemedyFindings {
  private static final double SIGNIFICANT = 0.05;

  private final RemedyRuns runs;
  private final Estimate gap;
  private final List<String> findings = new ArrayList<>();

  private RemedyFindings(RemedyRuns runs) {
    this.runs = runs;
    this.gap = runs.gap(runs.large()).difference();
  }

  static List<String> of(RemedyRuns runs) {
    RemedyFindings findings = new RemedyFindings(runs);
    if (findings.gap.n() == 0) {
      return List.of(
          runs.network()
              + ": no trial has both "
              + runs.small().name()
              + " and "
              + runs.large().name()
              + ", so that nothing can be said of the gap.");
    }
    findings.sayGap();
    findings.sayRemedies();
    findings.sayWhatStands();
    findings.sayWhetherReal();
    return findings.findings;
  }

  private void add(String sentence) {
    findings.add(runs.network() + sentence);
  }

  private void sayGap() {
    String verdict = ".";
    if (!gap.excludes(0)) {
      verdict = "; it cannot be told from 0, so that shares of it mean little.";
    } else if (!runs.hasGap()) {
      verdict = ": the large batch is the better one, and there is no gap to close.";
    }
    add(
        ": the gap, "
            + runs.small().name()
            + " − "
            + runs.large().name()
            + ", is "
            + points(gap)
            + verdict);
  }

  private void sayRemedies() {
    say("Helped", gain -> gain.excludes(0) && gain.mean() > 0);
    say("Did harm", gain -> gain.excludes(0) && gain.mean() < 0);
    say("Did not help, in the mean", gain -> gain.n() > 0 && !gain.excludes(0) && gain.mean() <= 0);
    say(
        "Better than the plain large batch, but not beyond doubt",
        gain -> gain.n() > 0 && !gain.excludes(0) && gain.mean() > 0);
    String diverged =
        runs.remedied().stream()
            .filter(arm -> runs.diverged(arm) == runs.trials())
            .map(Arm::name)
            .collect(Collectors.joining("; "));
    if (!diverged.isEmpty()) {
      add(". Diverged in every trial: " + diverged + ".");
    }
  }

  private void say(String title, Predicate<Estimate> verdict) {
    String list =
        runs.remedied().stream()
            .filter(arm -> verdict.test(runs.gain(arm)))
            .sorted(runs.bestFirst())
            .map(arm -> runs.describe(arm) + " (" + points(runs.gain(arm)) + ")")
            .collect(Collectors.joining("; "));
    if (!list.isEmpty()) {
      add(". " + title + ": " + list + ".");
    }
  }

  /** What stands if it is considered how many remedies were tried. */
  private void sayWhatStands() {
    List<Arm> tested =
        runs.remedied().stream()
            .filter(arm -> runs.gain(arm).hasSpread())
            .sorted(runs.bestFirst())
            .toList();
    double[] p =
        Pairing.adjusted(tested.stream().map(arm -> runs.gap(arm, runs.large())).toList(), false);
    if (p.length < 2) {
      return;
    }
    String stands =
        IntStream.range(0, p.length)
            .filter(k -> p[k] < SIGNIFICANT)
            .mapToObj(k -> standing(tested.get(k), p[k]))
            .collect(Collectors.joining("; "));
    add(
        ". After Holm’s correction for "
            + p.length
            + " remedies tried, not explained by chance: "
            + (stands.isEmpty() ? "none" : stands)
            + ".");
  }

  private String standing(Arm arm, double p) {
    return arm.name()
        + " ("
        + signed(runs.gain(arm).mean())
        + " points, p = "
        + Numbers.significant(p, 2)
        + ")";
  }

  /** How much of the gap the best rate and as many steps leave, of both batches. */
  private void sayWhetherReal() {
    List<Arm> larges = candidates(runs.large());
    List<Arm> smalls = candidates(runs.small());
    if (larges.size() < 2 || smalls.isEmpty()) {
      return;
    }
    Arm large = best(larges);
    Arm small = best(smalls);
    Estimate left = runs.gap(small, large).difference();
    add(
        ". Is the gap real? Of "
            + larges.size()
            + " large batches with this or another rate or more steps, "
            + quoted(large)
            + " does best"
            + atTheEnd(large, larges)
            + (smalls.size() == 1
                ? ""
                : ", of "
                    + smalls.size()
                    + " small ones "
                    + quoted(small)
                    + atTheEnd(small, smalls))
            + ". What is left of the gap is "
            + points(left)
            + whatIsLeft(left)
            + " The best are chosen by the same test points, which favours them"
            + (smalls.size() == 1 ? ", and " + quoted(small) + " was trained at one rate only" : "")
            + ". "
            + quoted(large)
            + " takes "
            + gradients(large)
            + " gradients of the training set, "
            + quoted(small)
            + " "
            + gradients(small)
            + ".");
  }

  /** A baseline and its like that ended with weights in all trials. */
  private List<Arm> candidates(Arm baseline) {
    List<Arm> candidates = new ArrayList<>(List.of(baseline));
    candidates.addAll(runs.tuned(baseline));
    candidates.removeIf(arm -> !runs.isWhole(arm));
    return candidates;
  }

  /** Its name, which may have commas, in a sentence. */
  private static String quoted(Arm arm) {
    return "“" + arm.name() + "”";
  }

  private Arm best(List<Arm> candidates) {
    return candidates.stream().min(runs.bestFirst()).orElseThrow();
  }

  /** The best rate may lie beyond those that were tried. */
  private String atTheEnd(Arm best, List<Arm> candidates) {
    DoubleSummaryStatistics rates = candidates.stream().mapToDouble(runs::rate).summaryStatistics();
    double rate = runs.rate(best);
    boolean least = rate <= rates.getMin();
    boolean most = rate >= rates.getMax();
    return least == most ? "" : " (at the " + (most ? "largest" : "smallest") + " rate tried)";
  }

  private String whatIsLeft(Estimate left) {
    if (!left.excludes(0)) {
      return ": it cannot be told from 0.";
    }
    if (left.mean() > 0) {
      return ": some of it survives tuning.";
    }
    return runs.hasGap() ? ": tuning turns it round." : ".";
  }

  private String gradients(Arm arm) {
    return Numbers.significant(runs.passes(arm).mean(), 3);
  }

  private static String points(Estimate difference) {
    String text = signed(difference.mean()) + " points";
    return difference.hasSpread()
        ? text + " in " + NumberForm.PERCENT.interval(difference)
        : text + ", in one trial";
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + Numbers.fixed(value, 2);
  }
}
