package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import org.junit.jupiter.api.Test;

class TerminalTableTest {

  @Test
  void fitsEightyColumns() {
    for (ComparisonResult result : Fixtures.all()) {
      assertThat(TerminalTable.render(result).lines())
          .allMatch(line -> line.codePointCount(0, line.length()) <= TerminalTable.WIDTH);
    }
  }

  @Test
  void showsOursBesideThePapers() {
    String text = TerminalTable.render(Fixtures.oneTrial());
    assertThat(text.lines())
        .anyMatch(
            line ->
                line.matches("Test accuracy, % +98\\.48 +98\\.23 +98\\.03±0\\.07 +97\\.81±0\\.07"))
        .anyMatch(
            line -> line.matches("φ ε=10⁻³, full +≥3\\.07 +≥630 +1\\.23±0\\.83 +205\\.14±69\\.52"));
    assertThat(text.replaceAll("\\s+", " "))
        .startsWith(Finding.of(Fixtures.oneTrial()).headline())
        .contains("One trial, no spread.");
  }

  @Test
  void holdsNoControlCharacters() {
    assertThat(TerminalTable.render(Fixtures.fiveTrials()).chars())
        .allMatch(c -> c == '\n' || c >= ' ');
  }
}
