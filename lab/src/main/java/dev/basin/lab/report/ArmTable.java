package dev.basin.lab.report;

import dev.basin.lab.figure.Numbers;
import dev.basin.lab.study.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One quantity of every arm, network by network, with what pairs of arms say, beside the paper. */
final class ArmTable {
  private final StudyView study;
  private final Function<double[], NumberForm> form;
  private final boolean asRatio;
  private final List<Arm> arms;

  /**
   * A table.
   *
   * @param form how all of its numbers, which are given, are written
   * @param asRatio whether the second arm's over the first's matters, rather than the difference
   */
  ArmTable(StudyView study, Function<double[], NumberForm> form, boolean asRatio) {
    this.study = study;
    this.form = form;
    this.asRatio = asRatio;
    this.arms = study.subject(0).arms();
  }

  /** A table of a quantity that is always written alike. */
  ArmTable(StudyView study, NumberForm quantity, boolean asRatio) {
    this(study, values -> quantity, asRatio);
  }

  /** Whether the arms are the paper's two. */
  static boolean isPapers(List<Arm> arms) {
    return arms.size() == 2 && arms.get(0).name().equals("SB") && arms.get(1).name().equals("LB");
  }

  /** The paired values of the first two arms. */
  static Pairing pairing(
      StudyView study, int subject, NumberForm quantity, ToDoubleFunction<RunView> value) {
    List<Arm> arms = study.subject(subject).arms();
    return new Pairing(
        quantity,
        study.values(subject, arms.get(0), value),
        study.values(subject, arms.get(1), value));
  }

  SiteTable of(
      String caption,
      ToDoubleFunction<RunView> value,
      Function<PaperNumbers, Optional<PaperNumbers.Pair>> paper) {
    List<String> heads = new ArrayList<>(List.of("Network"));
    arms.forEach(arm -> heads.add(arm.name()));
    if (study.isPair(0)) {
      String first = arms.get(0).name();
      String second = arms.get(1).name();
      heads.add(asRatio ? second + " / " + first : first + " − " + second);
      heads.add("sign test, p");
    }
    boolean besidePaper = isPapers(arms) && hasPaper(paper);
    if (besidePaper) {
      heads.addAll(List.of("SB, paper", "LB, paper"));
    }
    NumberForm quantity = form.apply(study.runs().stream().mapToDouble(value).toArray());
    List<SiteTable.Row> rows = new ArrayList<>();
    for (int k = 0; k < study.subjects(); k++) {
      if (study.has(k)) {
        rows.add(new SiteTable.Row(study.name(k), cells(k, quantity, value, besidePaper, paper)));
      }
    }
    return new SiteTable(caption, heads, rows);
  }

  private boolean hasPaper(Function<PaperNumbers, Optional<PaperNumbers.Pair>> paper) {
    return study.study().subjects().stream()
        .flatMap(subject -> PaperNumbers.of(subject.network()).stream())
        .anyMatch(numbers -> paper.apply(numbers).isPresent());
  }

  private List<SiteTable.Cell> cells(
      int subject,
      NumberForm quantity,
      ToDoubleFunction<RunView> value,
      boolean besidePaper,
      Function<PaperNumbers, Optional<PaperNumbers.Pair>> paper) {
    List<SiteTable.Cell> cells = new ArrayList<>();
    for (Arm arm : study.subject(subject).arms()) {
      cells.add(armCell(subject, arm, quantity, value));
    }
    if (study.isPair(0)) {
      if (study.isPair(subject)) {
        Pairing pairing = pairing(study, subject, quantity, value);
        cells.add(asRatio ? pairing.ratioCell() : pairing.differenceCell());
        cells.add(pairing.signCell());
      } else {
        cells.addAll(List.of(SiteTable.Cell.of(Numbers.NONE), SiteTable.Cell.of(Numbers.NONE)));
      }
    }
    if (besidePaper) {
      Optional<PaperNumbers.Pair> pair =
          PaperNumbers.of(study.subject(subject).network()).flatMap(paper);
      cells.add(pair.map(p -> quantity.cell(p.small())).orElse(SiteTable.Cell.of(Numbers.NONE)));
      cells.add(pair.map(p -> quantity.cell(p.large())).orElse(SiteTable.Cell.of(Numbers.NONE)));
    }
    return cells;
  }

  private SiteTable.Cell armCell(
      int subject, Arm arm, NumberForm quantity, ToDoubleFunction<RunView> value) {
    return quantity
        .cell(quantity.estimate(study.values(subject, arm, value)))
        .withDiverged(study.diverged(subject, arm));
  }
}
