package dev.basin.lab.study.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.study.Arm;
import dev.basin.lab.study.DataText;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.Section;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.StudyFormatException;
import dev.basin.lab.study.Subject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study file says is what is planned; what it says wrongly is refused with its line. */
final class StudyFileTest {
  private static final String GOOD =
      """
      title: A title
      paper: Table 3
      about: >
        Some
        words.
      show: [accuracy, sharpness]
      trials: 3
      seed: 7
      epochs: 5
      arms:
        SB: {batch: 256, epochs: 40, patience: 4}
        LB: {batch: 10%, optimizer: "sgd:lr=0.2"}
      measure:
        - sharpness: {epsilon: [1e-3, 5e-4], space: full, maximizer: sign}
        - losses: {arms: SB, every: 2, until: 5}
        - path: {shape: [line, arc], points: 9, between: [SB, LB]}
      networks:
        - {network: F1, data: mnist}
        - network: C1-authors
          data: cifar10
          trials: 1
          arms:
            SB: {batch: 64}
      scales:
        smoke: {trials: 1, limit: 500, arms: {SB: {batch: 16}}}
      """;

  @TempDir private Path directory;

  private static Study at(Scale scale) {
    return StudyFile.parse("s.yaml", "s", GOOD).at(scale);
  }

  /** As editors and shells of Windows save it; the base, too. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkAndCarriageReturnsAreNoPartOfIt(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    String text = "\uFEFF\r\n" + GOOD.replace("\n", "\r\n");
    Path file = Files.write(directory.resolve("s.yaml"), text.getBytes(charset));
    assertThat(StudyFile.read(file).at(Scale.PAPER)).isEqualTo(at(Scale.PAPER));
    Files.write(directory.resolve("_base.yaml"), text.getBytes(charset));
    String own = "\uFEFFbase: _base.yaml\r\ntitle: Own\r\n";
    Path above = Files.write(directory.resolve("t.yaml"), own.getBytes(charset));
    assertThat(StudyFile.read(above).at(Scale.PAPER).title()).isEqualTo("Own");
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path file = Files.write(directory.resolve("s.yaml"), GOOD.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> StudyFile.read(file))
        .isInstanceOf(StudyFormatException.class)
        .hasMessage(file + " is not text in UTF-8");
  }

  @Test
  void saysWhatItSays() {
    Study study = at(Scale.PAPER);
    assertThat(study.title()).isEqualTo("A title");
    assertThat(study.about()).isEqualTo("Some words.");
    assertThat(study.show()).containsExactly(Section.ACCURACY, Section.SHARPNESS);
    Subject f1 = study.subjects().get(0);
    assertThat(f1.trials()).isEqualTo(3);
    assertThat(f1.seed()).isEqualTo(7);
    assertThat(f1.limit()).isZero();
    assertThat(f1.arm("SB").stopping().maxEpochs()).isEqualTo(40);
    assertThat(f1.arm("SB").stopping().patience()).isEqualTo(4);
    assertThat(f1.arm("LB").stopping().maxEpochs()).isEqualTo(5);
    assertThat(f1.arm("LB").optimizer().toText()).isEqualTo("sgd:lr=0.2");
    assertThat(f1.measures().get(0).what())
        .isEqualTo(
            Measurement.of(
                Instruments.named("sharpness"),
                0,
                Map.of("epsilon", "1e-3", "subspace", "full", "maximizer", "sign")));
    assertThat(f1.measures().get(2).epochs()).containsExactly(2, 4);
    assertThat(f1.measures().get(2).arms()).containsExactly("SB");
    assertThat(f1.joint()).hasSize(2);
  }

  @Test
  void whatStandsWithANetworkOrAScaleIsPutOverTheRest() {
    Subject c1 = at(Scale.PAPER).subjects().get(1);
    assertThat(c1.network()).isEqualTo("C1-authors");
    assertThat(c1.trials()).isEqualTo(1);
    assertThat(c1.arm("SB").batch().text()).isEqualTo("64");
    assertThat(c1.arm("SB").stopping().maxEpochs()).as("merged key by key").isEqualTo(40);

    Study smoke = at(Scale.SMOKE);
    assertThat(smoke.subjects().get(0).limit()).isEqualTo(500);
    assertThat(smoke.subjects().get(0).arm("SB").batch().text()).isEqualTo("16");
    assertThat(smoke.subjects().get(1).arm("SB").batch().text())
        .as("a network's own word is the last")
        .isEqualTo("64");
  }

  @Test
  void severalBatchesAreSeveralArmsAndNoneIsNone() {
    Study study =
        StudyFile.parse(
                "s.yaml",
                "s",
                """
                title: t
                show: curves
                epochs: 1
                arms:
                  SB: none
                  B: {batch: [16, 10%]}
                networks: {network: F1, data: mnist}
                """)
            .at(Scale.PAPER);
    assertThat(study.subjects().get(0).arms())
        .extracting(Arm::name)
        .containsExactly("B 16", "B 10%");
  }

  @Test
  void aBaseIsAFileOfItsSize() throws IOException {
    Path file = directory.resolve("own.yaml");
    Files.writeString(directory.resolve("_large.yaml"), "#".repeat((1 << 20) + 1));
    Map<String, String> bases =
        Map.of(
            "/dev/zero", "base '/dev/zero' cannot be read: it is no regular file",
            "_large.yaml", "base '_large.yaml' cannot be read: it has 1048577 bytes",
            "absent.yaml", "base 'absent.yaml' cannot be read: no such file or directory",
            "\"a\\0b\"", "base 'a?b' cannot be read: no file's name");
    for (Map.Entry<String, String> base : bases.entrySet()) {
      Files.writeString(file, "title: t\nbase: " + base.getKey() + "\n");
      assertThatThrownBy(() -> StudyFile.read(file))
          .isInstanceOf(StudyFormatException.class)
          .hasMessageStartingWith(file + ":2: " + base.getValue());
    }
  }

  @Test
  void aBaseIsPutUnder() throws IOException {
    Files.writeString(
        directory.resolve("_common.yaml"),
        """
        trials: 4
        epochs: 2
        arms:
          SB: {batch: 8}
        networks:
          - {network: F1, data: mnist}
        """);
    Path file = directory.resolve("own.yaml");
    Files.writeString(file, "base: _common.yaml\ntitle: t\nshow: curves\ntrials: 2\n");
    StudyFile study = StudyFile.read(file);
    assertThat(study.name()).isEqualTo("own");
    assertThat(study.at(Scale.PAPER).subjects().get(0).trials()).isEqualTo(2);
    assertThat(study.at(Scale.PAPER).subjects().get(0).arms()).hasSize(1);
    assertThat(StudyFile.readAll(directory)).hasSize(1);
  }

  /** From the file in which a path stands; a name is a name whatever lies beside. */
  @Test
  void pathsAreFromTheFolderOfTheirFile() throws IOException {
    Path common = Files.createDirectories(directory.resolve("common"));
    Files.createDirectories(common.resolve("set"));
    Files.createDirectories(directory.resolve("set"));
    Files.createDirectories(directory.resolve("mnist"));
    Files.writeString(
        common.resolve("_base.yaml"),
        """
        show: curves
        epochs: 2
        arms: {SB: {batch: 8}}
        networks: [{network: F1, data: set}, {network: F1, data: MNIST, image-size: 9x8}]
        """);
    Path file = directory.resolve("own.yaml");
    Files.writeString(file, "base: common/_base.yaml\ntitle: t\n");
    assertThat(data(file)).containsExactly(common.resolve("set").toString(), "MNIST");
    Files.writeString(
        file,
        """
        base: common/_base.yaml
        title: t
        image-size: 32x16
        networks:
          - {network: F1, data: set}
          - {network: F1, data: ./set/../other.zip, image-size: 8x8}
          - {network: F1, data: /somewhere/else}
          - {network: F1, data: other}
          - {network: F1, data: "synthetic-images:train=50"}
        """);
    assertThat(data(file))
        .containsExactly(
            directory.resolve("set") + " at 32x16",
            directory.resolve("other.zip") + " at 8x8",
            "/somewhere/else at 32x16",
            "other at 32x16",
            "synthetic-images:train=50");
    assertThat(DataText.parse(data(file).get(1)).text()).isEqualTo(data(file).get(1));
  }

  private static List<String> data(Path file) {
    return StudyFile.read(file).at(Scale.PAPER).subjects().stream().map(Subject::data).toList();
  }

  @Test
  void everyStudyOfTheProjectIsRead() {
    List<StudyFile> all = StudyFile.readAll(Path.of("..", "studies"));
    assertThat(all).extracting(StudyFile::name).contains("table2", "table3", "table4", "figure5");
    for (StudyFile file : all) {
      for (Scale scale : Scale.values()) {
        assertThat(file.at(scale).subjects()).isNotEmpty();
      }
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("trials: 3", "image-size: 32", 7, "image-size: size: found '32'", "32x32"),
        mistake("trials: 3", "trials: three", 7, "trials is 'three'", "whole number, at least 1"),
        mistake("trials: 3", "trials: 0", 7, "trials is '0'", "at least 1"),
        mistake("trials: 3", "trials: 1001", 7, "trials is '1001'", "at most 1000"),
        mistake("trials: 3", "trials: 99999999999999999999", 7, "trials is '99", "whole number"),
        mistake("until: 5", "until: 2147483647", 15, "until is '2147483647'", "at most 99999"),
        mistake("seed: 7", "\"se\\e[2Jed\": 7", 8, "unknown key 'se?[2Jed' in the study"),
        mistake("seed: 7", "\"" + "k".repeat(900) + "\": 7", 8, "unknown key 'kkk", "k…'"),
        mistake("network: F1", "network: \"F\\n1\"", 18, "unknown network 'F?1'"),
        mistake("seed: 7", "seed: x", 8, "seed is 'x'"),
        mistake(
            "seed: 7",
            "precision: float33",
            8,
            "precision: 'float33' is unknown; expected float32, bf16"),
        mistake("seed: 7", "sede: 7", 8, "unknown key 'sede'", "seed"),
        mistake("batch: 256", "batch: 110%", 11, "'110%'", "at most 100%"),
        mistake("batch: 256", "batch: -1", 11, "batch is -1"),
        mistake("batch: 256", "batch: many", 11, "'many'"),
        mistake("batch: 256", "bach: 256", 11, "unknown key 'bach'", "batch"),
        mistake("epochs: 40", "epochs: 0", 11, "epochs is '0'"),
        mistake("sgd:lr=0.2", "sgd:lr=-1", 12, "-1"),
        mistake("sgd:lr=0.2", "newton", 12, "newton", "adam"),
        mistake("epochs: 40", "epochs: 40, remedies: [sam, asam]", 11, "cannot be combined"),
        mistake("epochs: 40", "epochs: 40, remedies: luck", 11, "unknown remedy 'luck'", "swa"),
        mistake("epochs: 40", "epochs: 40, remedies: [sam: 1]", 11, "map", "one value"),
        mistake("[1e-3, 5e-4]", "[0]", 14, "epsilon is '0'", "> 0"),
        mistake("[1e-3, 5e-4]", "[]", 14, "empty list"),
        mistake("maximizer: sign", "maximizer: newton", 14, "newton", "lbfgsb"),
        mistake("- sharpness", "- flatness", 14, "unknown measurement 'flatness'", "sharpness"),
        mistake("arms: SB,", "arms: XB,", 15, "'XB'", "LB, SB"),
        mistake("until: 5", "until: 1", 15, "until is '1'", "at least 2"),
        mistake("between: [SB, LB]", "between: [SB]", 16, "1 arms", "two"),
        mistake("shape: [line, arc]", "shape: circle", 16, "circle", "line, arc"),
        mistake("network: F1", "network: F9", 18, "F9", "F1"),
        mistake("show: [accuracy, sharpness]", "show: [beauty]", 6, "beauty", "sharpness"),
        mistake("  smoke:", "  tiny:", 25, "tiny", "smoke"),
        mistake("trials: 3", "trials: [1, 2]", 7, "trials is a list", "one value"),
        mistake("trials: 3", "trials: 3\ntrials: 4", 8, "trials"),
        mistake("trials: 3", "trials: {", 9, "not YAML"),
        mistake("title: A title", "", 2, "no 'title'"));
  }

  private static Arguments mistake(String good, String bad, int line, String... words) {
    return Arguments.of(good, bad, line, List.of(words));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isRefusedWithItsLine(String good, String bad, int line, List<String> words) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(() -> StudyFile.parse("s.yaml", "s", GOOD.replace(good, bad)))
        .isInstanceOf(StudyFormatException.class)
        .hasMessageStartingWith("s.yaml:" + line + ":")
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @ParameterizedTest
  @MethodSource("noStudies")
  void whatIsNoStudyIsRefused(String text, String words) {
    assertThatThrownBy(() -> StudyFile.parse("s.yaml", "s", text))
        .isInstanceOf(StudyFormatException.class)
        .hasMessageContaining(words);
  }

  static Stream<Arguments> noStudies() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("just words", "a map"),
        Arguments.of("a: \0", "not YAML"),
        Arguments.of("- a\n- b\n", "a map"),
        Arguments.of("a: &x [*x]\n", "nested"),
        Arguments.of("? [a, b]\n: c\n", "one word"),
        Arguments.of("a: " + "[".repeat(60) + "]".repeat(60), "not YAML"));
  }

  @Test
  void anArmCannotStartFromAWarmStart() {
    String text =
        """
        title: t
        show: curves
        epochs: 3
        arms:
          A: {batch: 8}
          B: {batch: 8, from: {arm: A, epochs: 1}}
          C: {batch: 8, from: {arm: B, epochs: 1}}
        networks: {network: F1, data: mnist}
        """;
    assertThatThrownBy(() -> StudyFile.parse("s.yaml", "s", text))
        .isInstanceOf(StudyFormatException.class)
        .hasMessageContaining("arm C starts from B");
  }
}
