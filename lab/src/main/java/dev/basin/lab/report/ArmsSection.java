package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.Better;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.instrument.SharpnessInstrument;
import dev.basin.lab.stats.Estimate;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Of networks with three arms and more, every arm against the first. */
final class ArmsSection implements StudySection {
  private static final int FEWEST = 3;

  /** Whether a study has a network with so many arms. */
  static boolean isNeeded(Study study) {
    return study.subjects().stream()
        .anyMatch(subject -> AgainstFirst.compared(subject).size() >= FEWEST);
  }

  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      if (AgainstFirst.compared(study.subject(k)).size() >= FEWEST && study.has(k)) {
        add(study, k, findings, tables);
      }
    }
    return new SectionContent(
        "Every arm against the first",
        findings,
        tables,
        List.of(),
        List.of(
            "Arms are paired with the first trial by trial. Brackets are 95 % t-intervals of the"
                + " difference, or of the ratio’s logarithm, taken back; the sign test is exact and"
                + " two-sided. Holm’s correction is of the t-tests of all arms of a table: what it"
                + " leaves below 0.05 is called more than chance."));
  }

  private static void add(
      StudyView study, int subject, List<String> findings, List<SiteTable> tables) {
    String name = study.name(subject);
    AgainstFirst accuracy =
        new AgainstFirst(
            study, subject, values -> NumberForm.PERCENT, false, RunView::testAccuracy);
    tables.add(accuracy.table(name + ": testing accuracy, points"));
    List<AgainstFirst> sharpness = new ArrayList<>();
    for (Measurement what : study.sharpnesses(subject)) {
      AgainstFirst phi =
          new AgainstFirst(
              study,
              subject,
              values -> NumberForm.SHARPNESS,
              true,
              run -> run.headline(null, what));
      if (phi.isThere()) {
        sharpness.add(phi);
        tables.add(phi.table(name + ": sharpness φ, " + SharpnessSection.describe(what)));
      }
    }
    for (Instrument<?> instrument : Instruments.all()) {
      if (!instrument.about().name().equals(SharpnessInstrument.NAME)) {
        addQuantities(study, subject, instrument, tables);
      }
    }
    String first = AgainstFirst.compared(study.subject(subject)).get(0).name();
    for (int k = 0; k < accuracy.others().size(); k++) {
      Arm arm = accuracy.others().get(k);
      findings.add(
          name
              + ": “"
              + arm.name()
              + "” "
              + tests(accuracy, k, first, study.diverged(subject, arm))
              + sharpness(sharpness, k)
              + ".");
    }
  }

  private static <R> void addQuantities(
      StudyView study, int subject, Instrument<R> instrument, List<SiteTable> tables) {
    for (Measurement what : study.atSolutions(subject, instrument.about().name())) {
      for (Quantity<R> quantity : instrument.quantities()) {
        if (quantity.headline()) {
          AgainstFirst against =
              new AgainstFirst(
                  study,
                  subject,
                  values -> InstrumentSection.form(quantity, values),
                  quantity.better() != Better.HIGHER,
                  run -> run.quantity(instrument, quantity, null, what));
          if (against.isThere()) {
            tables.add(
                against.table(
                    study.name(subject) + ": " + InstrumentSection.caption(quantity, what)));
          }
        }
      }
    }
  }

  private static String tests(AgainstFirst accuracy, int other, String first, long diverged) {
    Estimate difference = accuracy.pairing(other).difference();
    if (difference.n() == 0) {
      return "cannot be compared with “"
          + first
          + "”: no trial has both"
          + (diverged == 0 ? "" : " (" + diverged + " diverged)");
    }
    String text = "tests " + size(difference.mean()) + " “" + first + "”";
    if (difference.n() == 1) {
      return text + " in one trial, which cannot show more";
    }
    double p = accuracy.holm(other);
    if (Double.isNaN(p)) {
      return text + " in each of " + difference.n() + " trials, too alike to be tested";
    }
    return text
        + (accuracy.direction(other) == 0
            ? " in the mean, which may be chance"
            : ", more than chance")
        + " (p by Holm "
        + Numbers.significant(p, 2)
        + ", "
        + accuracy.tested()
        + " arms, "
        + difference.n()
        + " trials"
        + (diverged == 0 ? "" : ", " + diverged + " diverged")
        + ")";
  }

  private static String size(double difference) {
    String points = Numbers.fixed(Math.abs(difference), 2) + " points ";
    return difference == 0 ? "like" : points + (difference > 0 ? "better than" : "worse than");
  }

  /** What all sharpness measures together say, empty if there is none. */
  private static String sharpness(List<AgainstFirst> measures, int other) {
    if (measures.isEmpty()) {
      return "";
    }
    int all = measures.size();
    long sharper = measures.stream().filter(phi -> phi.direction(other) > 0).count();
    long flatter = measures.stream().filter(phi -> phi.direction(other) < 0).count();
    String of = all == 1 ? "the one sharpness measure" : "all " + all + " sharpness measures";
    if (sharper == all) {
      return "; sharper by " + of;
    }
    if (flatter == all) {
      return "; flatter by " + of;
    }
    return "; whether it is sharper cannot be said: of "
        + all
        + (all == 1 ? " sharpness measure " : " sharpness measures ")
        + sharper
        + " say sharper, "
        + flatter
        + " flatter, "
        + (all - sharper - flatter)
        + " cannot tell";
  }
}
