package dev.basin.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.study.yaml.StudyFile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number of a study file with hostile values: read, or refused in one line with its place,
 * before anything is planned.
 */
final class StudyNumbersTest {
  private static final List<String> HOSTILE =
      List.of(
          "0",
          "-1",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "1e300",
          "NaN",
          ".inf",
          "1e-320");

  /** In angle brackets: the key, and a value that is right. */
  private static final String FORM =
      """
      title: A title
      show: [accuracy, sharpness]
      limit: <limit 500>
      chunk-size: <chunk-size 400>
      trials: <trials 3>
      seed: <seed 7>
      epochs: <epochs 5>
      patience: <patience 4>
      tolerance: <tolerance 0.1>
      activation-memory: <activation-memory 100>
      optimizer: "sgd:lr=<lr 0.1>"
      arms:
        SB: {batch: <batch 16>}
        LB: {batch: <share 10>%}
        W: {batch: 64, from: {arm: SB, every: <every 2>, until: <until 4>}}
        V: {batch: 64, from: {arm: SB, epochs: [<epoch 1>, 3]}}
      measure:
        - sharpness: {epsilon: <epsilon 1e-3>, space: <space 10>, maximizer: sign}
        - eigenvalue: {limit: <first 100>}
        - steepness: {directions: <directions 5>, radii: [0.1, <radius 0.2>], limit: 100}
        - noise-scale: {steps: <steps 3>}
        - efficiency: {threads: [1, <threads 2>], steps: <timed 5>}
        - path: {shape: line, points: <points 9>, between: [SB, LB]}
      networks:
        - {network: F1, data: mnist}
      """;

  private static final Pattern NUMBER = Pattern.compile("<([a-z-]+) ([^>]+)>");

  static List<String> keys() {
    return NUMBER.matcher(FORM).results().map(found -> found.group(1)).toList();
  }

  private static String with(String key, String value) {
    return NUMBER
        .matcher(FORM)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group(1).equals(key) ? value : found.group(2)));
  }

  @Test
  void theFormItselfIsRight() {
    Study study = StudyFile.parse("s.yaml", "s", with("", "")).at(Scale.LAPTOP);
    assertThat(study.subjects().get(0).arms()).hasSize(4);
    assertThat(keys()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void areReadOrRefusedInOneLine(String key) {
    for (String value : HOSTILE) {
      String text = with(key, value);
      try {
        StudyFile.parse("s.yaml", "s", text).at(Scale.LAPTOP);
      } catch (StudyFormatException e) {
        assertThat(e.getMessage()).as("%s: %s", key, value).startsWith("s.yaml:");
        assertThat(e.getMessage().lines()).hasSize(1);
        continue;
      }
      assertThat(value).as("%s: %s was read", key, value).isNotIn("NaN", ".inf", "1e300");
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void haveAnUpperLimit(String key) {
    if (List.of("limit", "first", "seed").contains(key)) {
      return; // of the data, or a seed
    }
    String much = List.of("lr", "epsilon").contains(key) ? "3.5e38" : "2147483647";
    assertThatThrownBy(() -> StudyFile.parse("s.yaml", "s", with(key, much)).at(Scale.LAPTOP))
        .as(key)
        .isInstanceOf(StudyFormatException.class);
  }
}
