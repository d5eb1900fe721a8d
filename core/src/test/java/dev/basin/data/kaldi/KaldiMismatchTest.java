package dev.basin.data.kaldi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features, alignments, transforms and lists that do not belong together. */
final class KaldiMismatchTest {
  @TempDir Path directory;
  private final KaldiBytes features = new KaldiBytes();
  private final KaldiBytes alignments = new KaldiBytes();
  private Path transform;
  private Path utt2spk;
  private HeldOut heldOut = new HeldOut.Share(0.3, 1);
  private OptionalInt classes = OptionalInt.empty();
  private boolean skip;

  /** Three utterances of three speakers, to which a test adds what does not fit. */
  KaldiMismatchTest() {
    for (String key : new String[] {"anna_1", "bert_1", "carl-1"}) {
      features.matrix(key, new float[][] {{1, 2}, {3, 4}, {5, 6}});
      alignments.integers(key, 0, 1, 2);
    }
  }

  private KaldiSummary prepare() throws IOException {
    Path set = directory.resolve("out").resolve("set");
    Path data = Files.createDirectories(directory.resolve("data"));
    return new KaldiPreparation(
            new KaldiConfig(
                List.of(features.write(data.resolve("feats.ark"))),
                List.of(alignments.write(data.resolve("ali.ark"))),
                transform,
                utt2spk,
                1,
                Normalisation.NONE,
                heldOut,
                classes,
                skip),
            PreparationListener.SILENT,
            new Cancellation())
        .writeTo(set, "set");
  }

  private Path write(String name, String text) throws IOException {
    Files.createDirectories(directory.resolve("data"));
    return Files.writeString(directory.resolve("data").resolve(name), text);
  }

  private Path data(String name) {
    return directory.resolve("data").resolve(name);
  }

  private void refused(Path file, long offset, String message) {
    assertThatThrownBy(this::prepare)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(file + ", byte " + offset)
        .hasMessageContaining(message);
    assertThat(directory.resolve("out")).isEmptyDirectory();
  }

  @Test
  void fitsAsItIs() throws IOException {
    KaldiSummary summary = prepare();
    assertThat(summary.train().utterances()).isEqualTo(2);
    assertThat(summary.test().speakers()).isEqualTo(1);
    assertThat(summary.classes()).isEqualTo(3);
  }

  @Test
  void featuresWithoutAlignment() throws IOException {
    features.matrix("dora_1", new float[5][2]);
    refused(
        data("feats.ark"),
        features.offsets.get("dora_1"),
        "key 'dora_1': found 5 frames without an alignment, expected one in " + data("ali.ark"));
    skip = true;
    assertThat(prepare().leftOut()).isEqualTo(new KaldiSummary.LeftOut(1, 0, 0));
  }

  @Test
  void alignmentsWithoutFeatures() throws IOException {
    alignments.integers("dora_1", 1, 1).integers("emil_1", 2).integers("fred_1");
    refused(
        data("ali.ark"),
        alignments.offsets.get("dora_1"),
        "key 'dora_1': found an alignment of 2 frames without features (and 2 more such), expected"
            + " features of each utterance in "
            + data("feats.ark"));
    skip = true;
    assertThat(prepare().leftOut()).isEqualTo(new KaldiSummary.LeftOut(0, 0, 3));
  }

  @Test
  void otherNumbersOfFrames() throws IOException {
    features.matrix("dora_1", new float[5][2]);
    alignments.integers("dora_1", 1, 1, 1, 1);
    refused(
        data("feats.ark"),
        features.offsets.get("dora_1"),
        "key 'dora_1': found 5 frames, expected 4 as in its alignment at byte %d of %s; give"
            .formatted(alignments.offsets.get("dora_1"), data("ali.ark")));
    skip = true;
    KaldiSummary summary = prepare();
    assertThat(summary.leftOut()).isEqualTo(new KaldiSummary.LeftOut(0, 1, 0));
    assertThat(summary.train().points() + summary.test().points()).isEqualTo(9);
    assertThat(summary.origin())
        .contains(
            "; left out: 0 utterances without an alignment, 1 of another length than theirs,"
                + " 0 alignments without features;");
  }

  @Test
  void utterancesWithoutFrames() throws IOException {
    features.matrix("dora_1", new float[0][0]);
    alignments.integers("dora_1");
    refused(
        data("feats.ark"),
        features.offsets.get("dora_1"),
        "key 'dora_1': found 0 frames, expected at least 1");
    skip = true;
    assertThat(prepare().leftOut().mismatched()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void valuesThatAreNotFinite(float value) {
    features.matrix("dora_1", new float[][] {{0, 0}, {0, value}, {value, 0}});
    alignments.integers("dora_1", 0, 0, 0);
    skip = true; // a broken value is never left out in silence
    refused(
        data("feats.ark"),
        features.offsets.get("dora_1"),
        "key 'dora_1': found 2 values that are not finite, the first, "
            + value
            + ", in frame 1, dimension 1, expected finite features");
  }

  @Test
  void otherDimensions() {
    features.matrix("dora_1", new float[2][3]);
    alignments.integers("dora_1", 0, 0);
    refused(
        data("feats.ark"),
        features.offsets.get("dora_1"),
        "key 'dora_1': found 3 dimensions, expected 2 as in the utterances before it");
  }

  @Test
  void featuresAndAlignmentsExchanged() throws IOException {
    KaldiConfig exchanged =
        KaldiConfig.of(
            List.of(alignments.write(directory.resolve("ali.ark"))),
            List.of(features.write(directory.resolve("feats.ark"))));
    assertThatThrownBy(
            () ->
                new KaldiPreparation(exchanged, PreparationListener.SILENT, new Cancellation())
                    .writeTo(directory.resolve("set"), "set"))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found a 3×2 matrix, expected a list of integers");
  }

  @Test
  void transitionIds() {
    alignments.integers("dora_1", 0, 5000);
    features.matrix("dora_1", new float[2][2]);
    classes = OptionalInt.of(1973);
    refused(
        data("ali.ark"),
        alignments.offsets.get("dora_1"),
        "key 'dora_1': found pdf-id 5000 in frame 1, expected 0 to 1972; turn transition-ids into"
            + " pdf-ids with ali-to-pdf");
  }

  @Test
  void negativePdfIds() {
    alignments.integers("dora_1", 0, -3);
    refused(data("ali.ark"), alignments.offsets.get("dora_1"), "found pdf-id -3 in frame 1");
  }

  @Test
  void classesMayBeMoreThanOccur() throws IOException {
    classes = OptionalInt.of(1973);
    assertThat(prepare().classes()).isEqualTo(1973);
  }

  @Test
  void speakersWithoutTransform() throws IOException {
    transform = write("trans", "anna [\n 1 0 5\n 0 1 5 ]\nbert [\n 1 0 5\n 0 1 5 ]\n");
    refused(
        data("feats.ark"),
        features.offsets.get("carl-1"),
        "key 'carl-1': found an utterance of speaker 'carl' without a transform, expected one in "
            + transform);
  }

  @ParameterizedTest
  @CsvSource({"1,1×1", "1 2 3 4,1×4"})
  void transformsOfAnotherSize(String row, String size) throws IOException {
    transform = write("trans", "anna [\n " + row + " ]\n");
    refused(
        transform,
        5,
        "key 'anna': found a transform of "
            + size
            + ", expected 3 or 2 columns for the 2 dimensions of utterance 'anna_1'");
  }

  @Test
  void transformsToDifferentSizes() throws IOException {
    transform = write("trans", "anna [\n 1 0 5 ]\nbert [\n 1 0 5\n 0 1 5 ]\ncarl [ 1 2 3 ]\n");
    refused(
        data("feats.ark"),
        features.offsets.get("bert_1"),
        "key 'bert_1': found 2 dimensions after the transform, expected 1");
  }

  @Test
  void transformsThatAreNotFinite() throws IOException {
    transform = write("trans", "anna [\n 1 0 nan ]\n");
    refused(transform, 5, "key 'anna': found a transform with NaN");
  }

  @Test
  void utterancesWithoutSpeaker() throws IOException {
    utt2spk = write("utt2spk", "anna_1 a\nbert_1 b\n");
    refused(
        data("feats.ark"),
        features.offsets.get("carl-1"),
        "key 'carl-1': found an utterance without a speaker, expected a line of " + utt2spk);
  }

  @ParameterizedTest
  @CsvSource({
    "anna_1,9,found 'anna_1'",
    "bert_1 b c,9,found 'bert_1 b c'",
    "anna_1 b,9,found utterance 'anna_1' again"
  })
  void damagedSpeakerMaps(String line, int offset, String message) throws IOException {
    utt2spk = write("utt2spk", "anna_1 a\n" + line + "\n");
    refused(utt2spk, offset, message);
  }

  @Test
  void listedSpeakersWhoDoNotSpeak() throws IOException {
    Path list = write("list", "anna\nzoe\n");
    heldOut = new HeldOut.Listed(list);
    refused(list, 5, "found speaker 'zoe', of whom there is no utterance");
  }

  @Test
  void everyoneHeldOut() throws IOException {
    heldOut = new HeldOut.Listed(write("list", "anna\nbert\ncarl\n"));
    assertThatThrownBy(this::prepare)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found 3 speakers, of whom 3 are held out, expected at least one");
    heldOut = new HeldOut.Listed(write("list", "\n"));
    assertThatThrownBy(this::prepare)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found no speaker, expected at least one");
  }

  @Test
  void onlyOneSpeaker() throws IOException {
    utt2spk = write("utt2spk", "anna_1 a\nbert_1 a\ncarl-1 a\n");
    assertThatThrownBy(this::prepare)
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found 1 speakers, of whom 1 are held out");
  }

  @Test
  void nothingInCommon() throws IOException {
    Path features = write("other", "x [\n 1 2 ]\n");
    Path alignments = write("ali", "y 1\n");
    KaldiConfig config =
        new KaldiConfig(
            List.of(features),
            List.of(alignments),
            null,
            null,
            1,
            Normalisation.NONE,
            heldOut,
            classes,
            true);
    assertThatThrownBy(
            () ->
                new KaldiPreparation(config, PreparationListener.SILENT, new Cancellation())
                    .writeTo(directory.resolve("set"), "set"))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageContaining("found no utterance with a matching alignment");
  }

  /** A truncated archive of features names the utterance and the byte. */
  @Test
  void truncatedFeatures() throws IOException {
    prepare();
    byte[] whole = features.toByteArray();
    Path cut = Files.write(data("cut.ark"), Arrays.copyOf(whole, whole.length - 3));
    KaldiConfig config = KaldiConfig.of(List.of(cut), List.of(data("ali.ark")));
    assertThatThrownBy(
            () ->
                new KaldiPreparation(config, PreparationListener.SILENT, new Cancellation())
                    .writeTo(directory.resolve("other"), "set"))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(cut + ", byte " + (features.offsets.get("carl-1") + 5))
        .hasMessageContaining(
            "key 'carl-1': found a FM matrix of 3×2 values, which takes 24 bytes");
    assertThat(directory.resolve("other")).doesNotExist();
  }
}
