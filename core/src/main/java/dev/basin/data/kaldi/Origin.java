package dev.basin.data.kaldi;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says in a sentence where a set comes from and what was done to it. */
final class Origin {
  private Origin() {}

  static String sentence(
      KaldiConfig config,
      int dimensions,
      KaldiSummary.Part train,
      KaldiSummary.Part test,
      KaldiSummary.LeftOut leftOut) {
    StringBuilder text = new StringBuilder("Kaldi features ").append(files(config.features()));
    text.append(" with pdf-ids ").append(files(config.alignments()));
    if (config.transform() != null) {
      text.append(", transformed by ").append(config.transform());
    }
    text.append(
        config.normalisation() == Normalisation.NONE
            ? ", not normalised"
            : ", normalised by speaker (" + config.normalisation() + ")");
    text.append(
        String.format(
            Locale.ROOT,
            ", %d dimensions in %d frames (edges repeated); held out: %s",
            dimensions,
            2 * config.context() + 1,
            config.heldOut().description()));
    text.append("; training ").append(part(train)).append("; test ").append(part(test));
    if (leftOut.total() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "; left out: %d utterances without an alignment, %d of another length than theirs,"
                  + " %d alignments without features",
              leftOut.withoutAlignment(),
              leftOut.mismatched(),
              leftOut.withoutFeatures()));
    }
    return text.append("; utterances in the order of their names' SHA-256").toString();
  }

  private static String files(List<Path> files) {
    return files.get(0) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
  }

  private static String part(KaldiSummary.Part part) {
    return String.format(
        Locale.ROOT,
        "%,d frames of %,d utterances by %,d speakers",
        part.points(),
        part.utterances(),
        part.speakers());
  }
}
