package dev.basin.data.kaldi;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How features and alignments become a prepared set.
 *
 * @param features archives or scripts of matrices, a row for each frame
 * @param alignments archives or scripts of integer lists, a pdf-id for each frame
 * @param transform archive or script of affine maps by utterance or by speaker, or null
 * @param utt2spk lines {@code UTTERANCE SPEAKER}, or null: the speaker is then what stands before
 *     the first {@code -} or {@code _} of the utterance's name
 * @param context frames on either side that go with a frame, 0 to 100
 * @param normalisation what is done to each speaker's features, after the transform
 * @param heldOut the speakers of the test set
 * @param classes the number of classes; if empty, the highest pdf-id + 1
 * @param skipMismatched whether utterances that have no counterpart, or one of another length, are
 *     left out rather than refused
 */
public record KaldiConfig(
    List<Path> features,
    List<Path> alignments,
    @Nullable Path transform,
    @Nullable Path utt2spk,
    int context,
    Normalisation normalisation,
    HeldOut heldOut,
    OptionalInt classes,
    boolean skipMismatched) {

  /** The paper's: four frames on either side. */
  public static final int DEFAULT_CONTEXT = 4;

  /** The paper's 310,621 of 1,031,950 frames, in round figures. */
  public static final double DEFAULT_TEST_SHARE = 0.3;

  /** The most frames on either side. */
  public static final int WIDEST_CONTEXT = 100;

  /** The most classes. */
  public static final int MOST_CLASSES = Alignments.MOST_CLASSES;

  /** Checks the ranges. */
  public KaldiConfig {
    features = List.copyOf(features);
    alignments = List.copyOf(alignments);
    if (features.isEmpty() || alignments.isEmpty()) {
      throw new IllegalArgumentException(
          "%d files of features and %d of alignments; expected at least one of each"
              .formatted(features.size(), alignments.size()));
    }
    if (context < 0 || context > WIDEST_CONTEXT) {
      throw new IllegalArgumentException(
          "context is " + context + "; expected 0 to " + WIDEST_CONTEXT);
    }
    if (classes.isPresent()
        && (classes.getAsInt() < 1 || classes.getAsInt() > Alignments.MOST_CLASSES)) {
      throw new IllegalArgumentException(
          "classes is %d; expected 1 to %d".formatted(classes.getAsInt(), Alignments.MOST_CLASSES));
    }
  }

  /** With the defaults: no transform, ±4 frames, a share of 0.3 of the speakers held out. */
  public static KaldiConfig of(List<Path> features, List<Path> alignments) {
    return new KaldiConfig(
        features,
        alignments,
        null,
        null,
        DEFAULT_CONTEXT,
        Normalisation.NONE,
        new HeldOut.Share(DEFAULT_TEST_SHARE, 1),
        OptionalInt.empty(),
        false);
  }
}
