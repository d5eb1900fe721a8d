package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
  @Test
  void whatIsPrintableStaysAsItIs() {
    String text = "größe 3×32, 日本, 👩‍🔬 – ½ 'x' \\ %s";
    assertThat(Printable.of(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0", "\n", "\r", "\t", "\u001B", "\u0007", "\b", "\u007F", "\u0085", "\u009B", "\u2028",
        "\u2029", "\u202A", "\u202E", "\u2066", "\u2069", "\uD83D", "\uDE00"
      })
  void whatATerminalObeysIsAQuestionMark(String foreign) {
    assertThat(Printable.of("a" + foreign + "b")).isEqualTo("a?b");
    assertThat(Printable.quote(foreign)).isEqualTo("'?'");
  }

  @Test
  void linesKeepTheirEnds() {
    String text = "a\tb\nc\r\nd";
    assertThat(Printable.lines(text)).isEqualTo(text);
    assertThat(Printable.lines("a\u001b[2J\rb\u009b\n\u202e")).isEqualTo("a?[2J?b?\n?");
    assertThat(Printable.lines("a\r")).isEqualTo("a?");
  }

  @Test
  void whatIsLongIsCutBetweenCharacters() {
    assertThat(Printable.shortened("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Printable.shortened("abcdef", 5)).isEqualTo("abcde…");
    assertThat(Printable.shortened("ab👩cd", 3)).isEqualTo("ab…");
    assertThat(Printable.quote("x".repeat(101))).isEqualTo("'" + "x".repeat(100) + "…'");
  }

  @Test
  void ofManyNamesTheFirstAreListed() {
    assertThat(Printable.list(List.of())).isEmpty();
    assertThat(Printable.list(List.of("a\n", "b"))).isEqualTo("a?, b");
    assertThat(Printable.list(List.of("x".repeat(31), "1", "2", "3", "4", "5", "6", "7")))
        .isEqualTo("x".repeat(30) + "…, 1, 2, 3, 4, 5 and 2 more");
  }
}
