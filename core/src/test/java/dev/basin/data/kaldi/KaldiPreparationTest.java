package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.Dataset;
import dev.basin.data.TrainTestData;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.engine.Cancellation;
import dev.basin.engine.NativeRuntime;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole preparations against what NumPy makes of the same archives, see make_prepared.py. */
final class KaldiPreparationTest {
  private static final double ROUNDED = 2e-6;

  @TempDir Path directory;

  @BeforeAll
  static void startEngine() {
    NativeRuntime.start();
  }

  static Stream<JsonNode> cases() throws IOException {
    JsonNode cases = expected().get("cases");
    return Stream.iterate(0, i -> i < cases.size(), i -> i + 1).map(cases::get);
  }

  private static JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(file("expected.json").toFile());
  }

  private static Path file(String name) {
    return Tables.resource("prepared/" + name);
  }

  private static KaldiConfig config(JsonNode expected, Path features, Path... alignments) {
    boolean mapped = expected.get("mapped").asBoolean();
    return new KaldiConfig(
        List.of(features),
        List.of(alignments),
        expected.get("transform").asBoolean() ? file("trans.ark") : null,
        mapped ? file("utt2spk") : null,
        expected.get("context").asInt(),
        Stream.of(Normalisation.values())
            .filter(each -> each.toString().equals(expected.get("normalisation").asText()))
            .findFirst()
            .orElseThrow(),
        new HeldOut.Listed(file(mapped ? "test-mapped" : "test-speakers")),
        OptionalInt.empty(),
        false);
  }

  private KaldiSummary prepare(KaldiConfig config, String name) throws IOException {
    return new KaldiPreparation(config, PreparationListener.SILENT, new Cancellation())
        .writeTo(directory.resolve(name), name);
  }

  /** Binary, text and script must give the same set, whatever the order of their entries. */
  @ParameterizedTest
  @MethodSource("cases")
  void makesWhatNumPyMakes(JsonNode expected) throws IOException {
    KaldiSummary binary =
        prepare(config(expected, file("feats.ark"), file("ali.1.ark"), file("ali.2.ark")), "a");
    prepare(config(expected, file("feats_text.ark"), file("ali_text.ark")), "b");
    prepare(config(expected, file("feats.scp"), file("ali_text.ark")), "c");
    int points = expected.get("train").get("labels").size();
    assertThat(binary.train().points()).isEqualTo(points);
    assertThat(binary.test().points()).isEqualTo(28 - points);
    assertThat(binary.classes()).isEqualTo(12);
    assertThat(binary.train().speakers()).isEqualTo(2);
    assertThat(binary.leftOut().total()).isZero();
    for (String name : List.of("a", "b", "c")) {
      try (PointerScope scope = new PointerScope();
          TrainTestData data = PreparedSet.open(directory.resolve(name))) {
        compare(data.train(), expected.get("train"));
        compare(data.test(), expected.get("test"));
        assertThat(data.train().name()).isEqualTo(name + "/train");
        assertThat(data.train().shape()).isEqualTo(PointShape.vector(binary.features()));
        assertThat(PreparedSet.describe(directory.resolve(name)).info().classes())
            .hasSize(12)
            .startsWith("pdf-0", "pdf-1")
            .endsWith("pdf-11");
      }
    }
    assertThat(directory).isDirectoryNotContaining(each -> each.toString().endsWith(".tmp"));
  }

  private static void compare(Dataset found, JsonNode expected) {
    JsonNode rows = expected.get("values");
    assertThat(found.size()).isEqualTo(rows.size());
    assertThat(found.features()).isEqualTo(rows.get(0).size());
    Tensor inputs = found.inputs(0, found.size());
    float[] values = new float[found.size() * found.features()];
    inputs.data_ptr_float().get(values);
    long[] labels = new long[found.size()];
    found.labels(0, found.size()).data_ptr_long().get(labels);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(labels[row]).isEqualTo(expected.get("labels").get(row).asLong());
      for (int column = 0; column < found.features(); column++) {
        double value = rows.get(row).get(column).asDouble();
        assertThat((double) values[row * found.features() + column])
            .as("point %d, value %d", row, column)
            .isCloseTo(value, Offset.offset(ROUNDED * Math.max(1, Math.abs(value))));
      }
    }
  }

  @Test
  void sharesAreThoseOfTheDocumentedStream() throws IOException {
    for (JsonNode share : expected().get("shares")) {
      TreeSet<String> speakers = new TreeSet<>();
      for (int i = 0; i < share.get("speakers").asInt(); i++) {
        speakers.add("s%03d".formatted(i));
      }
      List<String> chosen = new ArrayList<>();
      share.get("chosen").forEach(each -> chosen.add(each.asText()));
      assertThat(
              new HeldOut.Share(share.get("share").asDouble(), share.get("seed").asLong())
                  .choose(speakers))
          .as(share.toString())
          .containsExactlyElementsOf(chosen);
    }
  }

  /** TIMIT's numbers: 40 dimensions in nine frames are 360 values, four frames before first. */
  @Test
  void splicesNineFrames() throws IOException {
    float[][] rows = new float[11][40];
    for (int frame = 0; frame < 11; frame++) {
      for (int i = 0; i < 40; i++) {
        rows[frame][i] = 100 * frame + i;
      }
    }
    Path features =
        new KaldiBytes()
            .matrix("a_1", rows)
            .matrix("b_1", rows)
            .write(directory.resolve("feats.ark.gz"));
    Path alignments =
        Files.writeString(
            directory.resolve("ali"), "b_1 0 1 2 3 4 5 6 7 8 9 1972\na_1 0 0 0 0 0 0 0 0 0 0 0\n");
    KaldiConfig defaults = KaldiConfig.of(List.of(features), List.of(alignments));
    assertThat(defaults.context()).isEqualTo(4);
    KaldiSummary summary = prepare(defaults, "set");
    assertThat(summary.features()).isEqualTo(360);
    assertThat(summary.classes()).isEqualTo(1973);
    assertThat(summary.train().points()).isEqualTo(11);
    try (PointerScope scope = new PointerScope();
        TrainTestData data = PreparedSet.open(directory.resolve("set"))) {
      float[] values = new float[11 * 360];
      data.train().inputs(0, 11).data_ptr_float().get(values);
      for (int t = 0; t < 11; t++) {
        for (int k = 0; k < 9; k++) {
          int frame = Math.min(10, Math.max(0, t - 4 + k));
          assertThat(values[360 * t + 40 * k]).isEqualTo(100f * frame);
          assertThat(values[360 * t + 40 * k + 39]).isEqualTo(100f * frame + 39);
        }
      }
    }
  }

  @Test
  void saysWhereItComesFrom() throws IOException {
    JsonNode expected = cases().filter(each -> each.get("transform").asBoolean()).toList().get(0);
    KaldiSummary summary =
        prepare(config(expected, file("feats.ark"), file("ali.1.ark"), file("ali.2.ark")), "set");
    assertThat(summary.origin())
        .isEqualTo(
            "Kaldi features %s with pdf-ids %s and 1 more, transformed by %s, normalised by speaker"
                    .formatted(file("feats.ark"), file("ali.1.ark"), file("trans.ark"))
                + " (mean-variance), 2 dimensions in 3 frames (edges repeated); held out: the"
                + " speakers in %s; training 23 frames of 5 utterances by 2 speakers; test 5 frames"
                    .formatted(file("test-mapped"))
                + " of 2 utterances by 1 speakers; utterances in the order of their names'"
                + " SHA-256");
    assertThat(PreparedSet.describe(directory.resolve("set")).info().origin())
        .isEqualTo(summary.origin());
    assertThat(summary.testSpeakers()).containsExactly("bert");
  }

  @Test
  void reportsAllItsWork() throws IOException {
    long[] work = new long[2];
    PreparationListener listener =
        new PreparationListener() {
          @Override
          public void started(long frames) {
            work[0] += frames;
          }

          @Override
          public void advanced(long frames) {
            work[1] += frames;
          }
        };
    new KaldiPreparation(
            KaldiConfig.of(List.of(file("feats.ark")), List.of(file("ali_text.ark"))),
            listener,
            new Cancellation())
        .writeTo(directory.resolve("set"), "set");
    assertThat(work).containsExactly(56, 56);
  }

  @Test
  void stopsOnRequestAndLeavesNothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    KaldiPreparation preparation =
        new KaldiPreparation(
            KaldiConfig.of(List.of(file("feats.ark")), List.of(file("ali_text.ark"))),
            PreparationListener.SILENT,
            cancellation);
    assertThatThrownBy(() -> preparation.writeTo(directory.resolve("set"), "set"))
        .isInstanceOf(CancellationException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void keepsWhatIsThere() throws IOException {
    Path set = Files.createDirectory(directory.resolve("set"));
    assertThatThrownBy(
            () ->
                prepare(
                    KaldiConfig.of(List.of(file("feats.ark")), List.of(file("ali_text.ark"))),
                    "set"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("set");
    assertThat(set).isEmptyDirectory();
  }
}
