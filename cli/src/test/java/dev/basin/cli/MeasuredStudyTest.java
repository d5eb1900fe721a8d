package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A study that measures curvature and planes: all is stored, found again, exported and shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MeasuredStudyTest {
  private static final String STUDY =
      """
      title: Curvature
      show: [accuracy]
      trials: 1
      epochs: 2
      arms:
        SB: {batch: 10}
        LB: {batch: 20}
        MB: {batch: 16}
      measure:
        - spectrum: {top: 1, max-products: 4, trace: 6, density: 3, starts: 2, arms: [SB]}
        - remarks: {subspace: 2, epsilon: 1e-3, maximizer: sign, arms: [SB, LB]}
        - plane: {points: 3, test: true, arms: [SB]}
        - plane: {points: 2, between: [SB, LB, MB]}
      networks:
        - {network: F1, data: "%s"}
      """;

  @TempDir private static Path directory;
  private static Path study;

  @BeforeAll
  static void run() throws IOException {
    Path data = Data.smallSet(directory.resolve("small"));
    study = directory.resolve("curvature.yaml");
    Files.writeString(study, STUDY.formatted(data));
    run("study run " + study + " --store " + directory.resolve("store"));
  }

  private static Run run(String line) {
    Run run = Run.of(List.of(line.split(" ", -1)));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  @Test
  void isFoundAgain() throws IOException {
    var before = Folder.hashes(directory.resolve("store"));
    run("study run " + study + " --store " + directory.resolve("store"));
    var after = Folder.hashes(directory.resolve("store"));
    before.keySet().removeIf(name -> !name.contains("/measurements/"));
    assertThat(before).isNotEmpty();
    assertThat(after).containsAllEntriesOf(before);
  }

  @Test
  void isExported() throws IOException {
    Path csv = directory.resolve("csv");
    run(
        "study export %s --store %s --to csv --out %s"
            .formatted(study, directory.resolve("store"), csv));
    Path tables = csv.resolve("curvature");
    assertThat(Files.readAllLines(tables.resolve("spectrum.csv")))
        .hasSize(2)
        .first()
        .asString()
        .contains(
            "largest_eigenvalue,smallest_eigenvalue,", "trace_estimate,", "large_eigenvalues");
    assertThat(Files.readAllLines(tables.resolve("spectrum_eigenvalues.csv"))).hasSize(2);
    assertThat(Files.readAllLines(tables.resolve("spectrum_density.csv"))).hasSize(502);
    assertThat(Files.readAllLines(tables.resolve("remarks.csv"))).hasSize(3);
    assertThat(Files.readAllLines(tables.resolve("remarks_sharpness.csv"))).hasSize(3);
    assertThat(Files.readAllLines(tables.resolve("plane.csv"))).hasSize(3);
    assertThat(Files.readAllLines(tables.resolve("plane_points.csv"))).hasSize(1 + 9 + 4);
  }

  @Test
  void isShown() throws IOException {
    Path report = directory.resolve("report");
    run("study report %s --store %s --out %s".formatted(study, directory.resolve("store"), report));
    assertThat(Files.readString(report.resolve("curvature.html")))
        .contains("Spectrum of the Hessian", "Largest eigenvalue λ_max", "Trace", "quadrature")
        .contains("Sharpness and curvature", "against the largest Ritz value")
        .contains("Planes of weight space", "SB to LB to MB", "as a surface")
        .doesNotContain("Smallest eigenvalue");
  }
}
