package dev.basin.cli;

import dev.basin.data.kaldi.HeldOut;
import dev.basin.data.kaldi.KaldiConfig;
import dev.basin.data.kaldi.KaldiPreparation;
import dev.basin.data.kaldi.KaldiSummary;
import dev.basin.data.kaldi.Normalisation;
import dev.basin.lab.RunFolderException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code basin data prepare kaldi}. */
@Command(
    name = "kaldi",
    mixinStandardHelpOptions = true,
    description = {
      "Make a prepared set of frames from Kaldi's features and alignments: pair them, transform,"
          + " normalise and splice the features, and hold speakers out for the test set.",
      "Archives (.ark) may be binary or text, packed with gzip or not; scripts (.scp) may point"
          + " into files, but no command in them is run. A speaker is what --utt2spk says, or what"
          + " stands before the first '-' or '_' of an utterance's name."
    })
final class PrepareKaldiCommand implements Callable<Integer> {
  @Option(
      names = "--features",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Archives or scripts of matrices, a row for each frame.")
  private List<Path> features = new ArrayList<>();

  @Option(
      names = "--alignments",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Archives or scripts of pdf-ids, one for each frame (see ali-to-pdf).")
  private List<Path> alignments = new ArrayList<>();

  @Option(
      names = "--transform",
      paramLabel = "FILE",
      description =
          "Archive or script of matrices A (d' x (d+1), as of fMLLR), by utterance or by speaker:"
              + " a frame x becomes A [x; 1].")
  private @Nullable Path transform;

  @Option(
      names = "--utt2spk",
      paramLabel = "FILE",
      description = "Who speaks: lines UTTERANCE SPEAKER.")
  private @Nullable Path utt2spk;

  @Option(
      names = "--context",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Frames on either side that go with a frame, edges repeated (default: 4, which makes 360"
              + " values of 40).")
  @OptionRange(least = 0, most = KaldiConfig.WIDEST_CONTEXT)
  private int context;

  @Option(
      names = "--normalise",
      paramLabel = "WHAT",
      defaultValue = "none",
      converter = NormalisationConverter.class,
      description =
          "What to take out of each speaker's features, after the transform: none (default), mean"
              + " or mean-variance.")
  private Normalisation normalisation = Normalisation.NONE;

  /** Two ways to say who is held out. */
  static final class TestOptions {
    @Option(
        names = "--test-speakers",
        paramLabel = "FILE",
        description = "Who is held out for the test set: one speaker a line.")
    private @Nullable Path list;

    @Option(
        names = "--test-share",
        paramLabel = "S",
        description = "Share of the speakers who are held out at random (default: 0.3).")
    @OptionRange(least = Float.MIN_NORMAL, most = 0x1.fffffffffffffp-1)
    private @Nullable Double share;
  }

  @ArgGroup(exclusive = true)
  private TestOptions test = new TestOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the choice of --test-share (default: 1).")
  private long seed;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "Number of classes (default: the highest pdf-id + 1).")
  @OptionRange(least = 1, most = KaldiConfig.MOST_CLASSES)
  private @Nullable Integer classes;

  @Option(
      names = "--skip-mismatched",
      description =
          "Leave out, and count, utterances with no alignment or with one of another length, and"
              + " alignments without features, instead of refusing them.")
  private boolean skipMismatched;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the set is called in results (default: the name of --out).")
  private @Nullable String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The prepared set to make; must not exist.")
  private Path out = Path.of("");

  @Option(names = "--json", description = JsonOutput.OPTION)
  private boolean json;

  @Override
  public Integer call() throws Exception {
    KaldiConfig config =
        new KaldiConfig(
            features,
            alignments,
            transform,
            utt2spk,
            context,
            normalisation,
            heldOut(),
            classes == null ? OptionalInt.empty() : OptionalInt.of(classes),
            skipMismatched);
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw new RunFolderException(out + " exists already; choose another --out");
    }
    OutputFolder.requireUsable(out, 0, "--out");
    try (HeldOutput held = HeldOutput.beside(out, "--out");
        ExitCleanup cleanup = new ExitCleanup(held);
        Interrupt interrupt = new Interrupt("nothing is left of it; run the command again");
        PreparationLine progress = new PreparationLine()) {
      String called = name == null ? out.toAbsolutePath().normalize().getFileName() + "" : name;
      KaldiSummary summary =
          new KaldiPreparation(config, progress, interrupt.cancellation()).writeTo(out, called);
      progress.close();
      print(called, summary);
    } catch (FileAlreadyExistsException e) {
      throw new RunFolderException(
          out
              + " was made by another program meanwhile and is left as it is; choose another --out"
              + " and prepare again",
          e);
    }
    return 0;
  }

  private HeldOut heldOut() {
    if (test.list != null) {
      return new HeldOut.Listed(test.list);
    }
    return new HeldOut.Share(
        test.share == null ? KaldiConfig.DEFAULT_TEST_SHARE : test.share, seed);
  }

  private void print(String called, KaldiSummary summary) throws IOException {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("directory", out.toAbsolutePath().normalize().toString());
      document.put("name", called);
      document.put("bytes", bytes());
      document.put("summary", summary);
      JsonOutput.print(document);
      return;
    }
    System.out.println(part(called + "/train: ", summary.train()));
    System.out.println(part(called + "/test:  ", summary.test()));
    System.out.printf(
        Locale.ROOT, "%,d features, %,d classes%n", summary.features(), summary.classes());
    KaldiSummary.LeftOut leftOut = summary.leftOut();
    if (leftOut.total() > 0) {
      System.out.printf(
          Locale.ROOT,
          "left out: %,d utterances without an alignment, %,d of another length than theirs,"
              + " %,d alignments without features%n",
          leftOut.withoutAlignment(),
          leftOut.mismatched(),
          leftOut.withoutFeatures());
    }
    System.out.printf(Locale.ROOT, "%s: %,d bytes%n", out.toAbsolutePath().normalize(), bytes());
  }

  private static String part(String title, KaldiSummary.Part part) {
    return title
        + String.format(
            Locale.ROOT,
            "%,d points, the frames of %,d utterances by %,d speakers",
            part.points(),
            part.utterances(),
            part.speakers());
  }

  private long bytes() throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }
}
