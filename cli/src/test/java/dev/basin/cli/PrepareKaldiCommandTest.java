package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.engine.HeldFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code basin data prepare kaldi} as a user sees it. */
final class PrepareKaldiCommandTest {
  @TempDir private Path directory;
  private Path features;
  private Path alignments;
  private Path out;

  /** Four utterances of three speakers, two values a frame. */
  @BeforeEach
  void write() throws IOException {
    features =
        Files.writeString(
            directory.resolve("feats.ark"),
            """
            FAEM0_SI1  [
             1 2
             3 4
             5 6 ]
            FAEM0_SX2  [
             7 8 ]
            MDAB0_SA1  [
             0 0
             1 1 ]
            MWBT0_SI9  [
             9 9
             8 8 ]
            """);
    alignments =
        Files.writeString(
            directory.resolve("ali.ark"),
            "FAEM0_SI1 0 1 2\nFAEM0_SX2 3\nMDAB0_SA1 1 1\nMWBT0_SI9 2 2\n");
    out = directory.resolve("out");
  }

  private Run prepare(String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "data",
                    "prepare",
                    "kaldi",
                    "--features",
                    features.toString(),
                    "--alignments",
                    alignments.toString(),
                    "--out",
                    out.toString()),
                Stream.of(more))
            .toList());
  }

  @Test
  void tellsWhatItMade() throws IOException {
    Path list = Files.writeString(directory.resolve("list"), "MWBT0\n");
    Run run = prepare("--test-speakers", list.toString(), "--normalise", "MEAN-variance");
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(run.err()).isEmpty();
    long bytes = 4 * 128 + (6 + 2) * (18 * 4 + 4) + Files.size(out.resolve("set.json"));
    assertThat(run.out().lines())
        .containsExactly(
            "out/train: 6 points, the frames of 3 utterances by 2 speakers",
            "out/test:  2 points, the frames of 1 utterances by 1 speakers",
            "18 features, 4 classes",
            "%s: %,d bytes".formatted(out, bytes));
  }

  @Test
  void printsOneDocument() throws IOException {
    Run run = prepare("--json", "--context", "0", "--classes", "1973", "--name", "timit");
    assertThat(run.code()).as(run.toString()).isZero();
    JsonNode document = Json.strict(run.out());
    assertThat(document.get("directory").asText()).isEqualTo(out.toString());
    assertThat(document.get("name").asText()).isEqualTo("timit");
    JsonNode summary = document.get("summary");
    assertThat(summary.get("features").asInt()).isEqualTo(2);
    assertThat(summary.get("classes").asInt()).isEqualTo(1973);
    assertThat(summary.get("testSpeakers")).hasSize(1);
    assertThat(
            summary.get("train").get("points").asInt() + summary.get("test").get("points").asInt())
        .isEqualTo(8);
    assertThat(summary.get("origin").asText()).startsWith("Kaldi features " + features);
  }

  @Test
  void takesSeveralFiles() throws IOException {
    Path one = Files.writeString(directory.resolve("1"), "FAEM0_SI1 0 1 2\nFAEM0_SX2 3\n");
    Path two = Files.writeString(directory.resolve("2"), "MDAB0_SA1 1 1\nMWBT0_SI9 2 2\n");
    Run run =
        Run.of(
            "data",
            "prepare",
            "kaldi",
            "--alignments",
            one.toString(),
            two.toString(),
            "--features",
            features.toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(run.out()).contains("18 features, 4 classes");
  }

  @Test
  void countsWhatItLeavesOut() throws IOException {
    Files.writeString(alignments, "FAEM0_SI1 0 1\nMDAB0_SA1 1 1\nMWBT0_SI9 2 2\nX 1\n");
    Run refused = prepare();
    OneLine.assertFailure(refused, ExitCode.DATA);
    assertThat(refused.err())
        .contains(
            features + ", byte 10, key 'FAEM0_SI1': found 3 frames, expected 2",
            "byte 10 of " + alignments,
            "--skip-mismatched");
    assertThat(out).doesNotExist();
    Run run = prepare("--skip-mismatched");
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains(
            "left out: 1 utterances without an alignment, 1 of another length than theirs,"
                + " 1 alignments without features\n");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("--context -1", "--context is -1", "at least 0, at most 100"),
        wrong("--context four", "--context", "'four'"),
        wrong("--classes 0", "--classes is 0", "at least 1, at most 1000000"),
        wrong("--test-share 0", "--test-share is 0.0", "more than 0 and less than 1"),
        wrong("--test-share 1", "--test-share is 1.0", "more than 0 and less than 1"),
        wrong("--test-share NaN", "--test-share is NaN", "more than 0 and less than 1"),
        wrong("--test-share 0.3 --test-speakers x", "--test-speakers", "mutually exclusive"),
        wrong("--normalise variance", "--normalise", "none, mean, mean-variance", "'variance'"),
        wrong("--feature x", "--feature"));
  }

  private static Arguments wrong(String options, String... said) {
    return Arguments.of(options, List.of(said));
  }

  /** Said before any file is looked at: there is none of these names. */
  @ParameterizedTest(name = "basin data prepare kaldi {0}")
  @MethodSource("wrong")
  void wrongOptions(String options, List<String> said) {
    features = directory.resolve("absent");
    Run run = prepare(options.split(" ", -1));
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains(said);
    assertThat(out).doesNotExist();
  }

  @Test
  void missingOptions() {
    Run run = Run.of("data", "prepare", "kaldi", "--out", out.toString());
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--features", "--alignments");
    Run nothing = Run.of("data", "prepare");
    OneLine.assertFailure(nothing, ExitCode.USAGE);
    assertThat(nothing.err()).contains("missing: kaldi");
  }

  /** A wrong name of the last file is told before the first is read. */
  @Test
  void missingFiles() throws IOException {
    Files.writeString(features, "not an archive");
    Run run = prepare("--transform", directory.resolve("absent").toString());
    OneLine.assertFailure(run, ExitCode.DATA);
    assertThat(run.err()).contains(directory.resolve("absent") + ": found no such file");
  }

  @Test
  void damagedFiles() throws IOException {
    Files.writeString(features, "FAEM0_SI1  [\n 1 2\n 3 x ]\n");
    Run run = prepare();
    OneLine.assertFailure(run, ExitCode.DATA);
    assertThat(run.err())
        .contains(features + ", byte 21, key 'FAEM0_SI1': found 'x', expected a number");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatIsThereStays() throws IOException {
    Files.createDirectory(out);
    Run run = prepare();
    OneLine.assertFailure(run, ExitCode.OUTPUT);
    assertThat(run.err()).contains(out + " exists already; choose another --out");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void oneMakesItAtATime() throws IOException {
    Path lock = directory.resolve(".out.lock");
    try (HeldFile held = HeldFile.tryHoldRemovable(lock).orElseThrow()) {
      assertThat(held.channel().isOpen()).isTrue();
      Run run = prepare();
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains(out + " is being written by another process", "--out");
    }
    assertThat(prepare().code()).isZero();
    assertThat(lock).as("gone with the second").doesNotExist();
  }

  /** Found out before features are read: those that are there are broken. */
  @Test
  void aPlaceThatCannotBeWrittenIsToldFirst() throws IOException {
    Files.writeString(features, "broken");
    for (Path place : List.of(features.resolve("below"), directory.resolve("x".repeat(300)))) {
      out = place;
      Run run = prepare();
      OneLine.assertFailure(run, ExitCode.OUTPUT);
      assertThat(run.err()).contains(out + " cannot be written: ", "--out");
    }
  }
}
