package dev.basin.lab.report;

import dev.basin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/** What remedies do for large batches, and whether the gap is real (Appendix E and after). */
final class RemediesSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    List<SiteTable> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      RemedyRuns runs = new RemedyRuns(study, k);
      if (runs.isThere() && !runs.hasBaselines()) {
        findings.add(
            runs.network()
                + ": the first arm has to be the small batch and the second the large one, both"
                + " without remedies and from the random start; here they are "
                + runs.small().name()
                + " and "
                + runs.large().name()
                + ".");
      } else if (runs.isThere()) {
        findings.addAll(RemedyFindings.of(runs));
        tables.add(RemedyTable.remedies(runs));
        tables.add(RemedyTable.gap(runs));
        RemedyFigure.of(runs).ifPresent(figures::add);
      }
    }
    tables.add(PaperRemedies.table(study));
    return new SectionContent("Remedies", findings, tables, figures, notes());
  }

  private static List<String> notes() {
    return List.of(
        "The share of the gap closed is the mean of (arm − LB) over the mean of (SB − LB), paired"
            + " by trial; its bracket is the 95 % interval of Fieller’s theorem, which has no end"
            + " where the gap itself cannot be told from 0. Other brackets are 95 % t-intervals,"
            + " of accuracies on the logit scale, of φ on the logarithmic one."
            + " With many remedies some will look better by chance: Holm’s correction says for"
            + " which that is no explanation.",
        "The distance, gradients and seconds are means over trials that ended with weights."
            + " Gradients are of the whole training set: epochs times what the remedy takes for one"
            + " step of the plain run."
            + " Seconds are of training alone, one thread, as the runs happened to share the"
            + " machine.",
        "A gap at equal rates may vanish when the rate is tuned for each batch (Shallue et al."
            + " 2019); sharpness follows the learning rate (Andriushchenko et al. 2023).");
  }
}
