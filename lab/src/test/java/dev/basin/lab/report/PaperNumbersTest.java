package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against the paper's tables as they are printed, column by column. */
class PaperNumbersTest {

  private static final String TABLE_2_TRAIN_SB =
      "99.66 0.05 99.99 0.03 99.89 0.02 99.99 0.04 99.56 0.44 99.10 1.23";
  private static final String TABLE_2_TRAIN_LB =
      "99.92 0.01 98.35 2.08 99.66 0.20 99.99 0.01 99.88 0.30 99.57 1.84";
  private static final String TABLE_2_TEST_SB =
      "98.03 0.07 64.02 0.20 80.04 0.12 89.24 0.12 49.58 0.39 63.08 0.50";
  private static final String TABLE_2_TEST_LB =
      "97.81 0.07 59.45 1.05 77.26 0.42 87.26 0.07 46.45 0.43 57.81 0.17";
  private static final String TABLE_3_COARSE_SB =
      "1.23 0.83 1.39 0.02 28.58 3.13 8.68 1.32 29.85 5.98 12.83 3.84";
  private static final String TABLE_3_COARSE_LB =
      "205.14 69.52 310.64 38.46 707.23 43.04 925.32 38.29 258.75 8.96 421.84 36.97";
  private static final String TABLE_3_FINE_SB =
      "0.61 0.27 0.90 0.05 7.08 0.88 2.07 0.86 8.56 0.99 4.07 0.87";
  private static final String TABLE_3_FINE_LB =
      "42.90 17.14 93.15 6.81 227.31 23.23 175.31 18.28 105.11 13.22 109.35 16.57";
  private static final String TABLE_4_COARSE_SB =
      "0.11 0.00 0.29 0.02 2.18 0.23 0.95 0.34 17.02 2.20 6.05 1.13";
  private static final String TABLE_4_COARSE_LB =
      "9.22 0.56 23.63 0.54 137.25 21.60 25.09 2.61 236.03 31.26 72.99 10.96";
  private static final String TABLE_4_FINE_SB =
      "0.05 0.00 0.05 0.00 0.71 0.15 0.31 0.08 4.03 1.45 1.89 0.33";
  private static final String TABLE_4_FINE_LB =
      "9.17 0.14 6.28 0.19 29.50 7.48 5.82 0.52 86.96 27.39 19.85 4.12";

  @Test
  void equalThePrintedTables() {
    assertColumns(
        PaperNumbers.all().stream().map(PaperNumbers::trainAccuracy),
        TABLE_2_TRAIN_SB,
        TABLE_2_TRAIN_LB);
    assertColumns(
        PaperNumbers.all().stream().map(PaperNumbers::testAccuracy),
        TABLE_2_TEST_SB,
        TABLE_2_TEST_LB);
    assertColumns(sharpness(1e-3, 0), TABLE_3_COARSE_SB, TABLE_3_COARSE_LB);
    assertColumns(sharpness(5e-4, 0), TABLE_3_FINE_SB, TABLE_3_FINE_LB);
    assertColumns(sharpness(1e-3, 100), TABLE_4_COARSE_SB, TABLE_4_COARSE_LB);
    assertColumns(sharpness(5e-4, 100), TABLE_4_FINE_SB, TABLE_4_FINE_LB);
  }

  @Test
  void namesAreThePapersInItsOrder() {
    assertThat(PaperNumbers.all().stream().map(PaperNumbers::network))
        .containsExactly("F1", "F2", "C1", "C2", "C3", "C4");
    assertThat(PaperNumbers.of("f1")).isEqualTo(PaperNumbers.of("F1")).isPresent();
    assertThat(PaperNumbers.of("F3")).isEmpty();
  }

  @Test
  void otherBoxesAreNotInThePaper() {
    PaperNumbers numbers = PaperNumbers.of("F1").orElseThrow();
    assertThat(numbers.sharpness(1e-3, 50)).isEmpty();
    assertThat(numbers.sharpness(1e-4, 0)).isEmpty();
  }

  private static Stream<PaperNumbers.Pair> sharpness(double epsilon, int subspace) {
    return PaperNumbers.all().stream()
        .map(numbers -> numbers.sharpness(epsilon, subspace).orElseThrow());
  }

  private static void assertColumns(Stream<PaperNumbers.Pair> pairs, String small, String large) {
    List<PaperNumbers.Pair> all = pairs.toList();
    assertThat(all.stream().flatMap(pair -> printed(pair.small())).toList())
        .isEqualTo(Arrays.asList(small.split(" ", -1)));
    assertThat(all.stream().flatMap(pair -> printed(pair.large())).toList())
        .isEqualTo(Arrays.asList(large.split(" ", -1)));
  }

  private static Stream<String> printed(PaperValue value) {
    return Stream.of(value.mean(), value.deviation())
        .map(number -> String.format(Locale.ROOT, "%.2f", number));
  }
}
