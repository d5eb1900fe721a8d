package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.instrument.EigenvalueResult;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.stats.Scale;
import org.junit.jupiter.api.Test;

class NumberFormTest {

  private static final Quantity<EigenvalueResult> EIGENVALUE =
      Quantity.real("eigenvalue", "Eigenvalue", "", EigenvalueResult::eigenvalue);

  /** Logits of 98 and 99 are ln 49 and ln 99: 4.24346 ± 12.7062 · 0.35164 within 0 to 100. */
  @Test
  void accuraciesOfTwoTrials() {
    assertThat(NumberForm.PERCENT.cell(NumberForm.PERCENT.estimate(98, 99)))
        .isEqualTo(new SiteTable.Cell("98.50 ± 0.71", "[44.41, 99.98], n = 2"));
  }

  /** ln 2 and ln 8: ln 4 ± 12.7062 · ln 2, so 4 / 6683 and 4 · 6683. */
  @Test
  void positiveQuantitiesOfTwoTrials() {
    assertThat(NumberForm.SHARPNESS.interval(NumberForm.SHARPNESS.estimate(2, 8)))
        .isEqualTo("[0.000599, 26700]");
  }

  @Test
  void aValueAtTheEndIsSaid() {
    assertThat(NumberForm.PERCENT.cell(NumberForm.PERCENT.estimate(99, 100)).below())
        .isEqualTo("no interval: a value at the end of its range, n = 2");
  }

  @Test
  void quantitiesThatMayBeNegativeAreNotPutOnALogarithm() {
    assertThat(InstrumentSection.form(EIGENVALUE, 3, 4).scale()).isEqualTo(Scale.POSITIVE);
    assertThat(InstrumentSection.form(EIGENVALUE, 3, -4).scale()).isEqualTo(Scale.LINEAR);
    assertThat(InstrumentSection.form(EIGENVALUE.asLowerBound(), 3, -4).scale())
        .isEqualTo(Scale.LINEAR);
  }
}
