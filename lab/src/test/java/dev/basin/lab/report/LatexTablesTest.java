package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that LaTeX would take otherwise, or that its fonts lack, is left. */
final class LatexTablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 % & a_b | 10 \\% \\& a\\_b",
        "≥ 3.07 ± 0.1 | $\\ge$ 3.07 $\\pm$ 0.1",
        "5·10⁻⁴ | 5$\\cdot$10$^{-}$$^4$",
        "φ, ε, α | $\\phi$, $\\varepsilon$, $\\alpha$",
        "λ, σ, √ | $\\lambda$, $\\sigma$, $\\surd$",
        "SAM, ρ 0.2 | SAM, $\\rho$ 0.2",
        "β, γ, δ, η, θ | $\\beta$, $\\gamma$, $\\delta$, $\\eta$, $\\theta$",
        "μ, π, τ, ω | $\\mu$, $\\pi$, $\\tau$, $\\omega$",
        "−0.5, 10° | $-$0.5, 10$^\\circ$",
        "x \\ y | x \\textbackslash{} y"
      })
  void isEscaped(String plain, String latex) {
    assertThat(LatexTables.escape(plain)).isEqualTo(latex);
    assertThat(LatexTables.escape(plain)).matches("\\p{ASCII}*");
  }
}
