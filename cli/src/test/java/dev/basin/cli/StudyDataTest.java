package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.data.TrainTestData;
import dev.basin.data.image.ImageSize;
import dev.basin.lab.study.DataText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of a study lie beside its file, wherever it is run, and pictures are scaled as it says. */
final class StudyDataTest {
  @TempDir private Path directory;
  private Path studies;
  private Path images;
  private Path store;

  @BeforeEach
  void write() throws IOException {
    studies = Files.createDirectory(directory.resolve("studies"));
    images = pictures(studies.resolve("my-images"));
    store = directory.resolve("store");
  }

  /** Ten pictures to train with and four to test, 40 x 36, of two classes. */
  private static Path pictures(Path folder) throws IOException {
    Random random = new Random(1);
    for (int k = 0; k < 14; k++) {
      Path file =
          folder
              .resolve(k < 10 ? "train" : "test")
              .resolve(k % 2 == 0 ? "cat" : "dog")
              .resolve(k + ".png");
      Files.createDirectories(file.getParent());
      BufferedImage picture = new BufferedImage(36, 40, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 40; y++) {
        for (int x = 0; x < 36; x++) {
          picture.setRGB(x, y, random.nextInt(1 << 24));
        }
      }
      ImageIO.write(picture, "png", file.toFile());
    }
    return folder;
  }

  private Path study(String data, String more) throws IOException {
    return Files.writeString(
        studies.resolve("s.yaml"),
        """
        title: t
        show: accuracy
        epochs: 1
        arms:
          SB: {batch: 5}
        networks:
          - {network: C1, data: %s}
        %s
        """
            .formatted(data, more));
  }

  private Run run(String command, Path study, String... more) {
    List<String> words = new ArrayList<>(List.of("study", command, study.toString()));
    words.addAll(List.of("--store", store.toString()));
    words.addAll(List.of("--data-dir", directory.resolve("data").toString()));
    words.addAll(List.of(more));
    return Run.of(words);
  }

  private List<String> trials() throws IOException {
    try (var files = Files.walk(store.resolve("trials"))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(each -> each.endsWith("trial.json")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  @Test
  void dataLieBesideTheStudyAndAreScaled() throws IOException {
    Run run = run("run", study("my-images", "image-size: 32x32"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(trials()).singleElement().asString().contains("\"my-images-32x32\"");
    assertThat(store.resolve("studies/s-laptop.json"))
        .content()
        .as("a plan does not depend on where the study lies")
        .contains("\"my-images-32x32\"")
        .doesNotContain(directory.toString());
    for (String same : List.of("./my-images", "../studies/my-images", images.toString())) {
      run = run("run", study(same, "image-size: 32x32"));
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(trials()).as(same).hasSize(1);
    }
    run = Run.of("study", "show", study("my-images", "image-size: 32x32").toString());
    assertThat(run.out()).contains("C1 on " + images + " at 32x32, 1 trials");
    // as wide as C1's inputs are not
    run = run("run", study("my-images", "image-size: 32x33"));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("expected shape (3, 32, 32), found (3, 32, 33)", "image-size");
    run = run("run", study("my-images", "image-size: large"));
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("s.yaml:8: image-size: size: found 'large'", "32x32");
  }

  /** The tests run in a folder that has one of this name. */
  @Test
  void whatLiesInTheWorkingDirectoryIsNotTaken() throws IOException {
    assertThat(Path.of("src")).isDirectory();
    Run run = run("plan", study("src", ""));
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err())
        .contains("s.yaml:7: data: no data set, and no file or folder beside the study", "'src'");
    run = run("plan", study("./src", ""));
    OneLine.assertFailure(run, ExitCode.DATA);
    assertThat(run.err()).contains("s.yaml:7: data: " + studies.resolve("src"), "no such file");
  }

  @Test
  void anotherIsTakenInItsPlaceByTheNameInTheStudy() throws IOException {
    Path other = pictures(directory.resolve("other"));
    Path study = study("my-images", "image-size: 32x32");
    Run run = run("run", study, "--data", "my-images=" + other);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(trials()).singleElement().asString().contains("\"my-images-32x32\"");
    run = run("plan", study, "--data", "images=" + other);
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--data images= matches nothing", "there is my-images");
  }

  @Test
  void picturesOfTwoSizesAreTwoDataSets() {
    StudyData catalogue = new StudyData(Map.of(), directory.resolve("data"));
    String one = new DataText(images.toString(), new ImageSize(8, 8)).text();
    String two = new DataText(images.toString(), new ImageSize(8, 9)).text();
    String own = new DataText(images.toString(), null).text();
    assertThat(List.of(catalogue.name(one), catalogue.name(two), catalogue.name(own)))
        .containsExactly("my-images-8x8", "my-images-8x9", "my-images");
    List<String> digests = new ArrayList<>();
    for (String name : List.of("my-images-8x8", "my-images-8x9", "my-images")) {
      try (TrainTestData data = catalogue.open(name)) {
        digests.add(data.train().digest());
      }
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  /** The study lies in the store, the data elsewhere. */
  @Test
  void aComparisonNamesItsDataInFull() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(images);
    String command =
        "compare C1 --small-batch 5 --large-batch 10 --epochs 1 --points 2 --subspace 0"
            + " --maximizer sign --epsilon 1e-3 --image-size 32x32 --data-dir "
            + directory.resolve("data");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--data", relative.toString(), "--out", store.toString()));
    Run run = Run.of(words);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(store.resolve("compare.yaml"))
        .content()
        .contains("data: \"" + images + "\"", "image-size: 32x32");
    Map<String, String> before = Folder.hashes(store.resolve("trials"));
    run = run("run", store.resolve("compare.yaml"), "--scale", "paper");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Folder.hashes(store.resolve("trials"))).isEqualTo(before);
  }
}
