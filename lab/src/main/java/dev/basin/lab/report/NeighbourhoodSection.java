package dev.basin.lab.report;

import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.NeighbourhoodFigures;
import dev.basin.lab.figure.Numbers;
import dev.basin.lab.instrument.NeighbourhoodInstrument;
import dev.basin.lab.study.Plan;
import dev.basin.landscape.NeighbourhoodResult;
import java.util.ArrayList;
import java.util.List;

/** Along how many random directions the loss rises. */
final class NeighbourhoodSection implements StudySection {
  /** A rise above this, in nats, is steep. */
  private static final double STEEP = 0.1;

  @Override
  public SectionContent of(StudyView study) {
    List<Figure> figures = new ArrayList<>();
    List<SiteTable.Row> rows = new ArrayList<>();
    for (RunView run : study.runs()) {
      for (Plan.At at : run.run().measurements()) {
        if (at.what().instrument().equals(NeighbourhoodInstrument.NAME) && at.epoch() == null) {
          run.read(at, NeighbourhoodResult.class)
              .ifPresent(result -> add(study, run, result, figures, rows));
        }
      }
    }
    return new SectionContent(
        "Around the solutions",
        List.of(),
        List.of(
            new SiteTable(
                "Share of random directions along which f rises by more than 0.1 nats",
                List.of("Run", "Radius", "Share, %", "Smallest rise", "Median", "Largest"),
                rows)),
        figures,
        List.of(
            "Directions are uniform on the sphere; the radius is a share of the weights’ norm."
                + " Intervals of shares are Clopper and Pearson’s at 95 %. A random direction of"
                + " n-dimensional space lies almost wholly outside any subspace of 5 % of the"
                + " dimensions, but its component in it is √0.05 of its length: that the loss rises"
                + " in every direction does not contradict the paper, and that it rises in 5 % of"
                + " the directions could not be expected from it."));
  }

  private static void add(
      StudyView study,
      RunView run,
      NeighbourhoodResult result,
      List<Figure> figures,
      List<SiteTable.Row> rows) {
    String name = study.name(run.run().subject()) + " " + run.run().arm();
    Figure rises = NeighbourhoodFigures.rises(result, STEEP);
    figures.add(
        new Figure(
            "neighbourhood-" + name.replace(' ', '-'),
            rises.chart(),
            name + ". " + rises.caption()));
    for (NeighbourhoodResult.AtRadius at : result.summary(STEEP)) {
      rows.add(
          new SiteTable.Row(
              name,
              List.of(
                  SiteTable.Cell.of(Numbers.significant(at.radius(), 2)),
                  new SiteTable.Cell(
                      Numbers.fixed(100 * at.steep().share(), 1),
                      "["
                          + Numbers.fixed(100 * at.steep().low(), 1)
                          + ", "
                          + Numbers.fixed(100 * at.steep().high(), 1)
                          + "]"),
                  SiteTable.Cell.of(Numbers.significant(at.smallest(), 3)),
                  SiteTable.Cell.of(Numbers.significant(at.median(), 3)),
                  SiteTable.Cell.of(Numbers.significant(at.largest(), 3)))));
    }
  }
}
