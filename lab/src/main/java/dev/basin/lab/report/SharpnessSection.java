package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.stats.Ratio;
import dev.basin.lab.study.Arm;
import dev.basin.sharpness.Region;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Metric 2.1 in every space and size: the paper's Tables 3 and 4. */
final class SharpnessSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    Set<Measurement> all = new LinkedHashSet<>();
    for (int k = 0; k < study.subjects(); k++) {
      all.addAll(study.sharpnesses(k));
    }
    List<String> findings = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      verdict(study, k).ifPresent(findings::add);
    }
    for (Measurement what : all) {
      tables.add(
          new ArmTable(study, NumberForm.SHARPNESS, true)
              .of(
                  "Sharpness φ in % of 1 + f, " + describe(what),
                  run -> run.headline(null, what),
                  paper -> paper(paper, what)));
      for (int k = 0; k < study.subjects(); k++) {
        finding(study, k, what).ifPresent(findings::add);
      }
    }
    return new SectionContent(
        "Sharpness",
        findings,
        tables,
        List.of(),
        List.of(
            "φ = 100 (max f − f) / (1 + f) over a box around the solution, each weight moved by at"
                + " most ε(|xᵢ| + 1) (Metric 2.1). ≥: the maximum was searched for, every value is"
                + " a lower bound. Brackets are 95 % t-intervals of the logarithms, taken back, of"
                + " each arm’s φ and of the ratios, which are geometric means over trials; the sign"
                + " test asks whether the first arm’s φ is larger."));
  }

  static String describe(Measurement what) {
    return (what.settings().get(SharpnessInstrument.REGION) == Region.BOX
            ? ""
            : what.settings().get(SharpnessInstrument.REGION).label() + ", ")
        + "ε = "
        + Numbers.epsilon(what.settings().get(SharpnessInstrument.EPSILON))
        + (what.settings().get(SharpnessInstrument.SUBSPACE) == 0
            ? ", full space"
            : ", random subspace, p = " + what.settings().get(SharpnessInstrument.SUBSPACE));
  }

  private static Optional<PaperNumbers.Pair> paper(PaperNumbers paper, Measurement what) {
    return what.settings().get(SharpnessInstrument.REGION) == Region.BOX
        ? paper.sharpness(
            what.settings().get(SharpnessInstrument.EPSILON),
            what.settings().get(SharpnessInstrument.SUBSPACE))
        : Optional.empty();
  }

  /** What all measures together allow to say of a network's two arms. */
  private static Optional<String> verdict(StudyView study, int subject) {
    List<Arm> arms = study.subject(subject).arms();
    if (!study.isPair(subject)) {
      return Optional.empty();
    }
    String first = arms.get(0).name();
    String second = arms.get(1).name();
    List<Measure> measures =
        study.sharpnesses(subject).stream()
            .map(
                what ->
                    Measure.sharpness(
                        describe(what),
                        what.settings().get(SharpnessInstrument.EPSILON),
                        study.values(subject, arms.get(0), run -> run.headline(null, what)),
                        study.values(subject, arms.get(1), run -> run.headline(null, what))))
            .toList();
    EndDoubts doubts =
        EndDoubts.of(
            new EndDoubts.Runs(first, study.runs(subject, first)),
            new EndDoubts.Runs(second, study.runs(subject, second)));
    return SharpnessFinding.of(measures, first, second)
        .map(finding -> study.name(subject) + ": " + finding.sentence(doubts, first, second));
  }

  private static Optional<String> finding(StudyView study, int subject, Measurement what) {
    if (!study.isPair(subject)) {
      return Optional.empty();
    }
    Pairing pairing =
        ArmTable.pairing(study, subject, NumberForm.SHARPNESS, run -> run.headline(null, what));
    Ratio ratio = pairing.secondOverFirst();
    if (ratio.n() == 0) {
      return Optional.empty();
    }
    String first = study.subject(subject).arms().get(0).name();
    String second = study.subject(subject).arms().get(1).name();
    String text =
        study.name(subject)
            + ", "
            + describe(what)
            + ": "
            + second
            + " / "
            + first
            + " = "
            + Numbers.factor(ratio.geometricMean());
    if (ratio.n() > 1) {
      text +=
          " in ["
              + Numbers.significant(ratio.low(), 3)
              + ", "
              + Numbers.significant(ratio.high(), 3)
              + "] ("
              + ratio.n()
              + " trials); the 95 % intervals of the two means "
              + (pairing.intervalsAreApart() ? "do not overlap" : "overlap");
    }
    return Optional.of(text + ".");
  }
}
