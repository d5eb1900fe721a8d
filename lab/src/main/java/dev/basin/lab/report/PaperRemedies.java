package dev.basin.lab.report;

import dev.basin.lab.study.Arm;
import dev.basin.train.remedy.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The setting of the paper's Appendix E beside a study's. */
final class PaperRemedies {
  /** What the paper trained with, and what it saw. */
  private record Paper(String remedy, String where, String setting, String outcome) {}

  private static final List<Paper> ALL =
      List.of(
          new Paper(
              "augmentation",
              "Table 6, C1 to C4",
              "reflections, rotations up to 10°, shifts up to 0.2 of the size",
              "the gap shrinks, the minima stay sharp"),
          new Paper(
              "conservative",
              "Table 7, all networks",
              "λ = 1e-3, 3 iterations of ADAM a batch",
              "the gap shrinks, the minima stay sharp"),
          new Paper(
              "adversarial",
              "Appendix E.3",
              "not told (after Goodfellow et al. 2014)",
              "no help; section 2.2.2 counts it among what helps"),
          new Paper(
              "stability",
              "Appendix E.3",
              "not told (Zheng et al. 2016: α = 0.01, σ = 0.04)",
              "no help"),
          new Paper(
              "piggyback",
              "Figure 5",
              "1 to 100 epochs of 256 points first",
              "helps after enough epochs"),
          new Paper("dynamic-sampling", "section 4", "none", "proposed, not tried"));

  private PaperRemedies() {}

  static SiteTable table(StudyView study) {
    List<SiteTable.Row> rows = new ArrayList<>();
    for (Paper paper : ALL) {
      rows.add(
          new SiteTable.Row(
              paper.remedy(),
              List.of(
                  SiteTable.Cell.of(paper.where()),
                  SiteTable.Cell.of(paper.setting()),
                  SiteTable.Cell.of(paper.outcome()),
                  SiteTable.Cell.of(ours(study, paper.remedy())))));
    }
    return new SiteTable(
        "The paper’s setting (Tables 6 and 7 and Appendix E) beside ours",
        List.of("Remedy", "In the paper", "The paper’s setting", "What the paper saw", "Here"),
        rows);
  }

  private static String ours(StudyView study, String name) {
    String settings =
        study.study().subjects().stream()
            .flatMap(subject -> subject.arms().stream().map(Arm::remedies))
            .flatMap(remedies -> remedies.all().stream())
            .filter(remedy -> remedy.name().equals(name))
            .map(Remedy::toFullText)
            .distinct()
            .collect(Collectors.joining("; "));
    return settings.isEmpty() ? "not in this study" : settings;
  }
}
