package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikesTest {
  /** One letter or two, size, blanks, what is not seen, and letters of another width. */
  @ParameterizedTest
  @CsvSource({
    "caf\u00e9, cafe\u0301",
    "\uac00, \u1100\u1161",
    "\u00c5, \u212b",
    "dog, Dog",
    "a b, a\u00a0b",
    "a b, ab",
    "dog, d\u200dog",
    "A1, \uff21\uff11"
  })
  void namesThatLookAlike(String one, String two) {
    List<String> names = List.of("other", two, "zebra");
    assertThat(LookAlikes.of(one, names)).contains(two);
    assertThat(LookAlikes.of(two, List.of(one))).contains(one);
    assertThat(LookAlikes.of(two, names)).as("a name is not its own").isEmpty();
    assertThat(LookAlikes.shown(one, names)).isEqualTo(LookAlikes.spelled(one));
  }

  @ParameterizedTest
  @CsvSource({"dog, dogs", "e, \u00e9", "a, b"})
  void namesThatDoNot(String one, String two) {
    assertThat(LookAlikes.of(one, List.of(two))).isEmpty();
    assertThat(LookAlikes.shown(one, List.of(one, two))).isEqualTo(one);
  }

  @Test
  void spellsByNumbers() {
    assertThat(LookAlikes.spelled("cafe\u0301 au lait")).isEqualTo("cafe\\u0301 au lait");
    assertThat(LookAlikes.spelled(" a\t\uD83D\uDE00")).isEqualTo("\\u0020a\\u0009\\U0001f600");
  }

  @Test
  void onlyFormsAreOneText() {
    assertThat(LookAlikes.inAnotherForm("cafe\u0301", List.of("caf\u00e9"))).contains("caf\u00e9");
    assertThat(LookAlikes.inAnotherForm("Dog", List.of("Dog", "dog"))).isEmpty();
  }
}
