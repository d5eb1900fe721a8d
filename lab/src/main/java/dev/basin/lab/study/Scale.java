package dev.basin.lab.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much of a study is run. */
public enum Scale {
  /** Seconds, to see that everything runs. */
  SMOKE,
  /** At most about an hour on two cores. */
  LAPTOP,
  /** The paper's protocol in full. */
  PAPER;

  /** The name as it is written on command lines and in study files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scale of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Scale parse(String text) {
    return Arrays.stream(values())
        .filter(scale -> scale.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scale is '"
                        + text
                        + "'; expected "
                        + Arrays.stream(values())
                            .map(Scale::label)
                            .collect(Collectors.joining(", "))));
  }
}
