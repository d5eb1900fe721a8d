package dev.basin.lab.export.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.basin.lab.export.ExportException;
import dev.basin.lab.export.Scalar;
import dev.basin.lab.export.StoreFixture;
import dev.basin.lab.export.tensorboard.EventReader.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader that shares nothing with the writer finds in event files. */
final class TensorBoardExportTest {
  @TempDir Path folder;
  private StoreFixture fixture;
  private Path out;

  @BeforeEach
  void make() throws IOException {
    fixture = new StoreFixture(folder);
    out = folder.resolve("out");
  }

  private List<Event> events(String run) throws IOException {
    return EventReader.read(Files.readAllBytes(out.resolve(run).resolve(EventFile.NAME)));
  }

  /** The check value of CRC-32C (RFC 3720, appendix B.4, and the catalogue of CRCs). */
  @Test
  void theReadersSumIsTheStandards() {
    assertThat(EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0xe3069283);
  }

  @Test
  void aFolderForEachCompleteRun() throws IOException {
    assertThat(new TensorBoardExport(out).write(fixture.runs())).isEqualTo(3);
    try (var files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> out.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "small/F1/SB/trial-1/events.out.tfevents.0.basin",
              "small/F1/LB/trial-1/events.out.tfevents.0.basin",
              "small/F1/B-32/trial-1/events.out.tfevents.0.basin");
    }
  }

  @Test
  void everyScalarComesBack() throws IOException {
    new TensorBoardExport(out).write(fixture.runs());
    List<Event> events = events("small/F1/SB/trial-1");
    assertThat(events.get(0)).isEqualTo(new Event(0, 0, "brain.Event:2", "", 0));
    assertThat(events.subList(1, events.size()))
        .allMatch(event -> event.wallTime() == 0 && event.version().isEmpty());
    assertThat(events.subList(1, events.size()))
        .extracting(Event::step, Event::tag, Event::value)
        .containsExactly(
            tuple(1L, "train/loss", 1f),
            tuple(1L, "train/accuracy", 91.5f),
            tuple(1L, "test/loss", 1.5f),
            tuple(1L, "test/accuracy", 81.25f),
            tuple(1L, "by-epoch/evaluate/train_loss_nats", 0.9f),
            tuple(1L, "by-epoch/evaluate/train_accuracy_percent", 71.5f),
            tuple(1L, "by-epoch/evaluate/test_loss_nats", 1.1f),
            tuple(1L, "by-epoch/evaluate/test_accuracy_percent", 65.25f),
            tuple(1L, "by-epoch/evaluate/gradient_norm", 0.25f),
            tuple(2L, "train/loss", 0.5f),
            tuple(2L, "train/accuracy", 92.5f),
            tuple(2L, "test/loss", 0.75f),
            tuple(2L, "test/accuracy", 82.25f),
            tuple(3L, "train/loss", (float) (1.0 / 3)),
            tuple(3L, "train/accuracy", 93.5f),
            tuple(3L, "test/loss", 0.5f),
            tuple(3L, "test/accuracy", 83.25f),
            tuple(3L, "solution/train/loss", 0.1f),
            tuple(3L, "solution/train/accuracy", 99.5f),
            tuple(3L, "solution/test/loss", 0.3f),
            tuple(3L, "solution/test/accuracy", 90.25f),
            tuple(3L, "solution/distance", 7.125f),
            tuple(3L, "sharpness/sharpness_percent", 150.5f),
            tuple(3L, "sharpness/loss_nats", 0.1f),
            tuple(3L, "sharpness/maximum_nats", 1.7555f),
            tuple(3L, "sharpness/iterations", 10f),
            tuple(3L, "sharpness/evaluations", 12f),
            tuple(3L, "sharpness/non_finite_evaluations", 1f),
            tuple(3L, "sharpness/share_at_bound", 0.75f),
            tuple(3L, SUBSPACE + "sharpness_percent", 1.5f),
            tuple(3L, SUBSPACE + "loss_nats", 0.1f),
            tuple(3L, SUBSPACE + "maximum_nats", 0.1165f),
            tuple(3L, SUBSPACE + "iterations", 5f),
            tuple(3L, SUBSPACE + "evaluations", 6f),
            tuple(3L, SUBSPACE + "non_finite_evaluations", 0f),
            tuple(3L, SUBSPACE + "share_at_bound", 1f),
            tuple(3L, SUBSPACE + "drawn_subspace_seed", 42f),
            tuple(3L, "eigenvalue/first-500-points/eigenvalue", 12.5f),
            tuple(3L, "eigenvalue/first-500-points/residual", 0.0625f),
            tuple(3L, "eigenvalue/first-500-points/products", 31f),
            tuple(3L, NEIGHBOURHOOD + "loss_nats", 0.1f),
            tuple(3L, NEIGHBOURHOOD + "accuracy_percent", 99.5f),
            tuple(3L, NEIGHBOURHOOD + "median_rise_nats", Float.POSITIVE_INFINITY));
  }

  private static final String SUBSPACE = "sharpness/epsilon-5.0E-4/subspace-100/maximizer-sign/";
  private static final String NEIGHBOURHOOD = "neighbourhood/directions-2/radii-0.1_0.4/";

  @Test
  void numbersThatAreNotFiniteComeBack() throws IOException {
    new TensorBoardExport(out).write(fixture.runs());
    assertThat(events("small/F1/LB/trial-1"))
        .extracting(Event::tag, Event::value)
        .contains(
            tuple("train/loss", Float.NaN),
            tuple("test/loss", Float.POSITIVE_INFINITY),
            tuple("solution/distance", Float.NaN));
  }

  @Test
  void aScalarOfZeroIsThere() {
    List<Event> events = EventReader.read(EventFile.of(List.of(new Scalar("a/β", 0, 0))));
    assertThat(events.get(1)).isEqualTo(new Event(0, 0, "", "a/β", 0));
  }

  @Test
  void equalRunsGiveEqualBytes() throws IOException {
    new TensorBoardExport(out).write(fixture.runs());
    Path file = out.resolve("small/F1/SB/trial-1").resolve(EventFile.NAME);
    byte[] first = Files.readAllBytes(file);
    Files.delete(fixture.folder(fixture.run("SB")).resolve("provenance.json"));
    new TensorBoardExport(out).write(fixture.runs());
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Files.writeString(out, "");
    assertThatThrownBy(() -> new TensorBoardExport(out).write(fixture.runs()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("cannot write " + out)
        .hasMessageContaining("a file is in the way");
  }
}
