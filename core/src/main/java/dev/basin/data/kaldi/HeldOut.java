package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which speakers are kept for the test set; no speaker is in both sets. */
public sealed interface HeldOut {

  /**
   * Chooses among speakers.
   *
   * @param speakers all speakers of the data
   * @return those of the test set: at least one, and not all
   * @throws DatasetFormatException if they cannot be chosen so
   * @throws IOException if a list cannot be read
   */
  SortedSet<String> choose(SortedSet<String> speakers) throws IOException;

  /** How they are chosen, in words. */
  String description();

  /**
   * A share of the speakers, at random: all speakers in the order of their names are shuffled (by
   * Fisher and Yates' method, from the stream {@code test-speakers} of the seed), and the first
   * {@code round(share · speakers)} are taken, at least one and at most all but one.
   *
   * @param share more than 0 and less than 1
   * @param seed any number
   */
  record Share(double share, long seed) implements HeldOut {
    /** Checks the range. */
    public Share {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "test share is " + share + "; expected more than 0 and less than 1");
      }
    }

    @Override
    public SortedSet<String> choose(SortedSet<String> speakers) {
      List<String> shuffled = new ArrayList<>(speakers);
      RandomStream stream = new RandomStream(Seeds.derive(seed, "test-speakers"));
      for (int last = shuffled.size() - 1; last > 0; last--) {
        Collections.swap(shuffled, last, stream.nextInt(last + 1));
      }
      long wanted = Math.round(share * speakers.size());
      int count = (int) Math.max(1, Math.min(wanted, speakers.size() - 1L));
      return new TreeSet<>(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    @Override
    public String description() {
      return "a share of " + share + " of the speakers, seed " + seed;
    }
  }

  /**
   * Speakers named in a file, one a line; what follows the name is ignored, so that Kaldi's {@code
   * spk2utt} and {@code spk2gender} serve as well.
   *
   * @param file the list
   */
  record Listed(Path file) implements HeldOut {
    @Override
    public SortedSet<String> choose(SortedSet<String> speakers) throws IOException {
      SortedSet<String> chosen = new TreeSet<>();
      try (TextLines lines = new TextLines(file)) {
        for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
          String speaker = line.firstWord();
          if (!speakers.contains(speaker)) {
            throw new DatasetFormatException(
                file,
                line.offset(),
                "speaker " + Printable.quote(speaker) + ", of whom there is no utterance",
                "speakers of the data, such as " + Printable.quote(speakers.first()),
                "correct the list, or map utterances to speakers with --utt2spk");
          }
          chosen.add(speaker);
        }
      }
      if (chosen.isEmpty()) {
        throw new DatasetFormatException(
            file, "no speaker", "at least one", "name the speakers to hold out, one a line");
      }
      return chosen;
    }

    @Override
    public String description() {
      return "the speakers in " + file;
    }
  }
}
