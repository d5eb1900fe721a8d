package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a study of remedies says when all went well, and when it did not. */
final class RemediesPageTest {
  private static final String HEAD =
      """
      title: Some remedies
      show: [remedies]
      trials: 2
      epochs: 2
      limit: 400
      measure:
        - eigenvalue: {limit: 20}
      networks:
        - {network: F1, data: mnist}
      arms:
      """;
  private static final int TRIALS = 2;

  /** Columns of {@code runs.csv}; no cell before them has a comma. */
  private static final int ARM = 7;

  private static final int TEST_ACCURACY = 22;

  private static final String SB = "  SB: {batch: 20}\n";
  private static final String LB = "  LB: {batch: 50%}\n";
  private static final String OTHERS =
      """
        SAM: {batch: 50%, remedies: [sam]}
        wild: {batch: 50%, optimizer: "sgd:lr=1e30", remedies: [swa]}
        LB, rate 0.003: {batch: 50%, optimizer: "adam:lr=0.003"}
        LB, SGD: {batch: 50%, optimizer: "sgd:lr=0.1"}
      """;

  @TempDir private static Path directory;

  private static Path store;
  private static Path site;

  @BeforeAll
  static void runAll() throws IOException {
    Data.requireMnist();
    store = directory.resolve("store");
    site = report("whole", HEAD + SB + LB + OTHERS);
  }

  /** Runs a study into the store and reports it. */
  private static Path report(String name, String text) throws IOException {
    Path study = directory.resolve(name + ".yaml");
    Files.writeString(study, text);
    run("run", study.toString(), "--store", store.toString());
    Path out = directory.resolve("site-" + name);
    run("report", study.toString(), "--store", store.toString(), "--out", out.toString());
    return out;
  }

  private static void run(String... words) {
    List<String> all = new ArrayList<>(List.of("study"));
    all.addAll(List.of(words));
    Run run = Run.of(all);
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** The page as text, without its tags. */
  private static String text(Path page) throws IOException {
    return Files.readString(page).replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void remediesThatDivergeAreNamed() throws IOException {
    assertThat(text(site.resolve("whole.html")))
        .contains("F1. Diverged in every trial: wild.", "for 2 remedies tried")
        .containsPattern("wild – 2 diverged")
        .doesNotContain("NaN");
    assertThat(site.resolve("paper.tex")).content().contains("(2 diverged)");
  }

  /** Another optimiser is another way to step, not a rate. */
  @Test
  void onlyRatesAndStepsAreTuning() throws IOException {
    assertThat(text(site.resolve("whole.html")))
        .contains("Is the gap real? Of 2 large batches")
        .contains("“SB” was trained at one rate only")
        .contains("takes 2.00 gradients of the training set, “SB” 2.00.");
  }

  /** A large batch at its best rate is held against a small one at its own best. */
  @Test
  void bothBatchesAreTuned() throws IOException {
    String tuned =
        """
          SB, rate 0.003: {batch: 20, optimizer: "adam:lr=0.003"}
          SB, rate 1e-9: {batch: 20, optimizer: "adam:lr=1e-9"}
        """;
    Path both = report("both", HEAD + SB + LB + OTHERS + tuned);
    assertThat(text(both.resolve("both.html")))
        .containsPattern(
            "Of 2 large batches with this or another rate or more steps, “LB(, rate 0.003)?” does"
                + " best \\(at the (largest|smallest) rate tried\\), of 3 small ones “SB(, rate"
                + " 0.003)?”")
        .contains("What is left of the gap is")
        .doesNotContain("one rate only", "ones “SB, rate 1e-9")
        .contains("for 2 remedies tried");
  }

  /** The mean of the trials' differences, from the table of runs. */
  @Test
  void eachRemedysGainIsBesideItsAccuracy() throws IOException {
    double gain = 0;
    for (String line : Files.readAllLines(site.resolve("data/whole/runs.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[ARM].equals("SAM")) {
        gain += Double.parseDouble(cells[TEST_ACCURACY]) / TRIALS;
      } else if (cells[ARM].equals("LB")) {
        gain -= Double.parseDouble(cells[TEST_ACCURACY]) / TRIALS;
      }
    }
    String shown = String.format(Locale.ROOT, "%.2f", gain).replace('-', '−');
    String accuracy = " [0-9.]+ ± [0-9.]+ \\[[^]]*\\], n = 2 ";
    assertThat(text(site.resolve("whole.html")))
        .contains("arm − LB, points")
        .containsPattern("SAM" + accuracy + Pattern.quote(shown) + " \\[")
        .containsPattern("LB" + accuracy + "– –")
        .containsPattern("wild – 2 diverged –");
  }

  /** The mean of the trials' differences from the first arm, and in how many they are positive. */
  @Test
  void everyArmIsComparedWithTheFirst() throws IOException {
    double sum = 0;
    int larger = 0;
    int ties = 0;
    double[] first = accuracies("SB");
    double[] arm = accuracies("SAM");
    for (int t = 0; t < TRIALS; t++) {
      sum += arm[t] - first[t];
      larger += arm[t] > first[t] ? 1 : 0;
      ties += arm[t] == first[t] ? 1 : 0;
    }
    String shown = String.format(Locale.ROOT, "%.2f", sum / TRIALS).replace('-', '−');
    String page = text(site.resolve("whole.html"));
    String section = page.substring(page.indexOf("Every arm against the first"));
    assertThat(section)
        .containsPattern(
            "F1: “SAM” tests ([0-9.]+ points (better|worse) than|like) “SB” in (the mean|each of)")
        .contains("F1: “wild” cannot be compared with “SB”: no trial has both (2 diverged).")
        .contains("F1: testing accuracy, points, against SB")
        .contains("Arm arm − SB sign test, p t-test, p p by Holm")
        .contains("Largest eigenvalue λ_max")
        .containsPattern(
            "SAM "
                + Pattern.quote(shown)
                + " \\[[^]]*\\] [0-9.]+ larger in "
                + larger
                + " of "
                + (TRIALS - ties))
        .containsPattern("wild – – – –");
  }

  private static double[] accuracies(String arm) throws IOException {
    return Files.readAllLines(site.resolve("data/whole/runs.csv")).stream()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[ARM].equals(arm))
        .mapToDouble(cells -> Double.parseDouble(cells[TEST_ACCURACY]))
        .toArray();
  }

  @Test
  void theSettingIsSaid() throws IOException {
    assertThat(text(site.resolve("whole.html")))
        .contains(
            "λ max, first 20 points", "training points 400, paper 60", "small batch 20, paper 256");
  }

  /** The same runs, the first of them no baseline. */
  @Test
  void armsInAnotherOrderAreRefused() throws IOException {
    Path other = report("order", HEAD + OTHERS + SB + LB);
    assertThat(text(other.resolve("order.html")))
        .contains("the first arm has to be the small batch", "here they are SAM and wild.")
        .doesNotContain("Helped");
  }

  @Test
  void withoutSmallBatchesThereIsNoGap() throws IOException {
    Path lost = directory.resolve("lost");
    try (var files = Files.walk(store)) {
      for (Path file : files.toList()) {
        String name = store.relativize(file).toString();
        if (!name.startsWith("trials/F1-b20-")) {
          Files.copy(file, lost.resolve(name));
        }
      }
    }
    Path out = directory.resolve("site-lost");
    run(
        "report",
        directory.resolve("whole.yaml").toString(),
        "--store",
        lost.toString(),
        "--out",
        out.toString());
    assertThat(text(out.resolve("whole.html")))
        .contains("F1: no trial has both SB and LB, so that nothing can be said of the gap.")
        .doesNotContain("NaN", "; it cannot be told from 0");
  }
}
