package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.ComparisonResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {

  @TempDir private Path directory;

  @Test
  void writesEveryFileAndNothingElse() throws IOException {
    Path page = ReportWriter.write(Fixtures.oneTrial(), directory);
    assertThat(page).isEqualTo(directory.resolve("report.html"));
    assertThat(names())
        .containsExactlyInAnyOrder(
            "summary.json",
            "report.html",
            "report.sha256",
            "runs.csv",
            "epochs.csv",
            "sharpness.csv",
            "landscape.csv",
            "figures/accuracy.svg",
            "figures/accuracy.png",
            "figures/path-line.svg",
            "figures/path-line.png",
            "figures/path-arc.svg",
            "figures/path-arc.png",
            "figures/sharpness.svg",
            "figures/sharpness.png");
  }

  @Test
  void writesAgainOverWhatIsThere() throws IOException {
    ReportWriter.write(Fixtures.oneTrial(), directory);
    List<String> before = names();
    ReportWriter.write(Fixtures.fiveTrials(), directory);
    assertThat(names()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(SummaryJson.read(directory.resolve("summary.json")))
        .isEqualTo(Fixtures.fiveTrials());
  }

  @Test
  void everyResultCanBeReported() throws IOException {
    int number = 0;
    for (ComparisonResult result : Fixtures.all()) {
      Path where = directory.resolve("r" + number++);
      ReportWriter.write(result, where);
      assertThat(SummaryJson.read(where.resolve("summary.json"))).isEqualTo(result);
    }
  }

  @Test
  void pngFilesShowSomething() throws IOException {
    ReportWriter.write(Fixtures.fiveTrials(), directory);
    try (Stream<Path> files = Files.list(directory.resolve("figures"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".png")).toList()) {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).as(file.toString()).isEqualTo(1008);
        int[] pixels =
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        long inked = java.util.Arrays.stream(pixels).filter(p -> p != 0xffffffff).count();
        assertThat(inked).as(file.toString()).isGreaterThan(pixels.length / 200);
      }
    }
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("taken"), "x");
    assertThatThrownBy(() -> ReportWriter.write(Fixtures.oneTrial(), file.resolve("out")))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("choose another directory");
  }

  @Test
  void aDirectoryInAFilesPlaceIsNamedAndNothingIsLeftBehind() throws IOException {
    Files.createDirectories(directory.resolve("summary.json/full"));
    assertThatThrownBy(() -> ReportWriter.write(Fixtures.oneTrial(), directory))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("cannot write " + directory.resolve("summary.json"));
    assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}
