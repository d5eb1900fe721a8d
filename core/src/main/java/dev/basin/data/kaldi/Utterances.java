package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.DiskRoom;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs each utterance's features with its alignment, transforms them, and keeps them, not yet
 * normalised, in a temporary file.
 */
final class Utterances implements Closeable {
  private static final String ADVICE =
      "give matching files, or leave such utterances out with --skip-mismatched";

  private final KaldiConfig config;
  private final Alignments alignments;
  private final SpeakerMap speakers;
  private final @Nullable Transforms transforms;
  private final Path directory;
  private final Spool spool;
  private final SpeakerStatistics statistics;
  private final List<Utterance> kept = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int columns = -1;
  private int dimensions;
  private int withoutAlignment;
  private int mismatched;
  private int withoutFeatures;

  Utterances(KaldiConfig config, Alignments alignments, Path directory) throws IOException {
    this.config = config;
    this.alignments = alignments;
    this.speakers = new SpeakerMap(config.utt2spk());
    this.transforms = config.transform() == null ? null : new Transforms(config.transform());
    this.statistics = new SpeakerStatistics(config.normalisation());
    this.directory = directory;
    this.spool = new Spool(directory);
  }

  /**
   * Takes the next utterance.
   *
   * @throws DatasetFormatException if something is wrong with it, unless it is to be left out
   */
  void add(KaldiEntry utterance) throws IOException {
    KaldiMatrix features = utterance.matrix();
    seen.add(utterance.key());
    Alignments.Alignment alignment = alignments.of(utterance.key());
    if (alignment == null) {
      withoutAlignment++;
      refuseUnlessSkipped(
          utterance, features.rows() + " frames without an alignment", "one in " + listed());
      return;
    }
    if (features.rows() != alignment.frames() || features.rows() == 0) {
      mismatched++;
      refuseUnlessSkipped(
          utterance,
          features.rows() + " frames",
          features.rows() == 0
              ? "at least 1"
              : alignment.frames() + " as in its alignment at " + alignment.place());
      return;
    }
    checkValues(utterance, features);
    String speaker = speakers.speaker(utterance);
    KaldiMatrix ready = transforms == null ? features : transforms.apply(utterance, speaker);
    checkDimensions(utterance, features.columns(), ready);
    statistics.add(speaker, ready);
    long begin = spool.append(ready.values());
    kept.add(new Utterance(utterance.key(), speaker, ready.rows(), begin, alignment));
  }

  private void refuseUnlessSkipped(KaldiEntry utterance, String found, String expected) {
    if (!config.skipMismatched()) {
      throw utterance.fault(found, expected, ADVICE);
    }
  }

  private String listed() {
    int files = config.alignments().size();
    return config.alignments().get(0) + (files == 1 ? "" : " and " + (files - 1) + " more");
  }

  private static void checkValues(KaldiEntry utterance, KaldiMatrix features) {
    float[] values = features.values();
    int first = -1;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        count++;
        first = first < 0 ? i : first;
      }
    }
    if (count > 0) {
      throw utterance.fault(
          "%d values that are not finite, the first, %s, in frame %d, dimension %d"
              .formatted(
                  count, values[first], first / features.columns(), first % features.columns()),
          "finite features",
          "compute its features again, or take it out of the script (.scp)");
    }
  }

  /** For what is put aside and for the set, where all alignments will have features. */
  private void requireRoom() throws IOException {
    if (!config.skipMismatched()) {
      long perFrame = (long) dimensions * Float.BYTES * (2 + 2L * config.context()) + Integer.BYTES;
      long frames = alignments.frames();
      DiskRoom.require(directory, frames * perFrame, "a set of " + frames + " frames");
    }
  }

  private void checkDimensions(KaldiEntry utterance, int found, KaldiMatrix ready)
      throws IOException {
    if (columns < 0) {
      columns = found;
      dimensions = ready.columns();
      requireRoom();
    }
    if (found != columns || ready.columns() != dimensions) {
      throw utterance.fault(
          found == columns
              ? "%d dimensions after the transform".formatted(ready.columns())
              : found + " dimensions",
          "%d as in the utterances before it".formatted(found == columns ? dimensions : columns),
          "give files of one system");
    }
  }

  /**
   * Says that there is no further utterance.
   *
   * @throws DatasetFormatException if alignments are left over, unless they are to be left out, or
   *     if there is no utterance
   */
  void finish() throws IOException {
    Alignments.Alignment first = null;
    for (Alignments.Alignment alignment : alignments.all()) {
      if (!seen.contains(alignment.place().key())) {
        first = first == null ? alignment : first;
        withoutFeatures++;
      }
    }
    if (first != null && !config.skipMismatched()) {
      String others = withoutFeatures == 1 ? "" : " (and " + (withoutFeatures - 1) + " more such)";
      throw first
          .place()
          .fault(
              "an alignment of " + first.frames() + " frames without features" + others,
              "features of each utterance in " + config.features().get(0),
              ADVICE);
    }
    if (kept.isEmpty()) {
      throw new DatasetFormatException(
          config.features().get(0),
          "no utterance with a matching alignment",
          "at least two, of different speakers",
          "are the names of the utterances the same in both files?");
    }
    spool.flush();
  }

  /** Those that are kept, in the order of the files. */
  List<Utterance> kept() {
    return kept;
  }

  /** The features of a frame, after the transform. */
  int dimensions() {
    return dimensions;
  }

  /** Reads an utterance's features, normalised, {@code (frames, dimensions)}. */
  void read(Utterance utterance, float[] target) throws IOException {
    int length = utterance.frames() * dimensions;
    spool.read(utterance.begin(), target, length);
    statistics.normalise(utterance.speaker(), target, length);
  }

  /** What was left out, in numbers. */
  KaldiSummary.LeftOut leftOut() {
    return new KaldiSummary.LeftOut(withoutAlignment, mismatched, withoutFeatures);
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
