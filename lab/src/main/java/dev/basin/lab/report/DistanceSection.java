package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far the solutions lie from the start they share. */
final class DistanceSection implements StudySection {
  @Override
  public SectionContent of(StudyView study) {
    List<String> findings = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      if (study.isPair(k)) {
        Ratio ratio =
            ArmTable.pairing(study, k, NumberForm.POSITIVE, RunView::distance)
                .secondOverFirst()
                .inverse();
        if (ratio.n() > 0) {
          findings.add(
              study.name(k)
                  + ": ‖x_s − x₀‖ / ‖x_l − x₀‖ = "
                  + Numbers.significant(ratio.geometricMean(), 3)
                  + (ratio.n() > 1
                      ? " in ["
                          + Numbers.significant(ratio.low(), 3)
                          + ", "
                          + Numbers.significant(ratio.high(), 3)
                          + "]"
                      : ", in one trial")
                  + ". The paper: 3 to 10.");
        }
      }
    }
    return new SectionContent(
        "Distance from the start",
        findings,
        List.of(
            new ArmTable(study, NumberForm.POSITIVE, true)
                .of("‖x − x₀‖₂", RunView::distance, paper -> Optional.empty())),
        List.of(),
        List.of());
  }
}
