package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.prepared.PreparedPartWriter;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.data.prepared.PreparedSetWriter;
import dev.basin.engine.Cancellation;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a prepared set of frames, a point each, from Kaldi's features and alignments: alignments
 * are read, then features, which are paired with them, transformed and put aside in a temporary
 * file (without their neighbours); then the utterances are read back in the order of their names'
 * SHA-256, normalised, spliced and written.
 *
 * <p>Memory is taken for one utterance at a time, for a short record of each utterance, and for the
 * transforms. The temporary files lie beside the set, take four bytes a value, and are gone at the
 * end, also after a failure.
 */
public final class KaldiPreparation {
  private final KaldiConfig config;
  private final PreparationListener listener;
  private final Cancellation cancellation;

  /** Prepares a preparation; nothing is read yet. */
  public KaldiPreparation(
      KaldiConfig config, PreparationListener listener, Cancellation cancellation) {
    this.config = config;
    this.listener = listener;
    this.cancellation = cancellation;
  }

  /**
   * Reads everything and writes the set.
   *
   * @param directory where the set shall appear, whole or not at all; must not exist
   * @param name what the set is called in results
   * @throws DatasetFormatException if the files are not what they should be, or do not fit
   * @throws FileAlreadyExistsException if the directory exists
   * @throws IOException if something cannot be read or written
   * @throws java.util.concurrent.CancellationException if a stop was requested
   */
  public KaldiSummary writeTo(Path directory, String name) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || Files.exists(absolute)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    checkFiles();
    Files.createDirectories(parent);
    try (Alignments alignments = Alignments.read(config.alignments(), config.classes(), parent)) {
      listener.started(2 * alignments.frames());
      try (Utterances utterances = new Utterances(config, alignments, parent)) {
        read(utterances);
        return write(utterances, alignments, absolute, name);
      }
    }
  }

  /** Opens each file once, so that a wrong name is told before the others are read. */
  private void checkFiles() throws IOException {
    List<Path> files = new ArrayList<>(config.features());
    files.addAll(config.alignments());
    Stream.of(config.transform(), config.utt2spk()).filter(Objects::nonNull).forEach(files::add);
    if (config.heldOut() instanceof HeldOut.Listed list) {
      files.add(list.file());
    }
    for (Path file : files) {
      PositionedInput.open(file).close();
    }
  }

  private void read(Utterances utterances) throws IOException {
    try (KaldiTable table = KaldiTable.open(config.features())) {
      for (KaldiEntry entry = table.next(); entry != null; entry = table.next()) {
        cancellation.check();
        utterances.add(entry);
        listener.advanced(entry.matrix().rows());
      }
    }
    utterances.finish();
  }

  private KaldiSummary write(
      Utterances utterances, Alignments alignments, Path directory, String name)
      throws IOException {
    SortedSet<String> speakers = new TreeSet<>();
    utterances.kept().forEach(utterance -> speakers.add(utterance.speaker()));
    SortedSet<String> heldOut = heldOut(speakers);
    List<Utterance> train = new ArrayList<>();
    List<Utterance> test = new ArrayList<>();
    for (Utterance utterance : utterances.kept()) {
      (heldOut.contains(utterance.speaker()) ? test : train).add(utterance);
    }
    KaldiSummary summary =
        summary(utterances, train, test, heldOut, speakers.size(), classes(alignments));
    PreparedSetInfo info =
        new PreparedSetInfo(
            name,
            IntStream.range(0, summary.classes()).mapToObj(id -> "pdf-" + id).toList(),
            PointShape.vector(summary.features()),
            PreparedSetInfo.Element.FLOAT32,
            summary.origin());
    try (PreparedSetWriter writer = PreparedSetWriter.create(directory, info, points(summary))) {
      write(train, utterances, alignments, writer.train());
      write(test, utterances, alignments, writer.test());
      writer.finish();
    }
    return summary;
  }

  private static long points(KaldiSummary summary) {
    return summary.train().points() + summary.test().points();
  }

  private SortedSet<String> heldOut(SortedSet<String> speakers) throws IOException {
    SortedSet<String> heldOut = config.heldOut().choose(speakers);
    if (speakers.size() < 2 || heldOut.size() == speakers.size()) {
      throw new DatasetFormatException(
          config.features().get(0),
          "%d speakers, of whom %d are held out".formatted(speakers.size(), heldOut.size()),
          "at least one for training and one for the test",
          "hold out fewer, or say with --utt2spk who speaks");
    }
    return heldOut;
  }

  private int classes(Alignments alignments) {
    return config.classes().orElse(alignments.highest() + 1);
  }

  private KaldiSummary summary(
      Utterances utterances,
      List<Utterance> train,
      List<Utterance> test,
      Set<String> heldOut,
      int speakers,
      int classes) {
    KaldiSummary.Part trainPart = part(train, speakers - heldOut.size());
    KaldiSummary.Part testPart = part(test, heldOut.size());
    return new KaldiSummary(
        trainPart,
        testPart,
        Splicer.size(utterances.dimensions(), config.context()),
        classes,
        List.copyOf(heldOut),
        utterances.leftOut(),
        Origin.sentence(
            config, utterances.dimensions(), trainPart, testPart, utterances.leftOut()));
  }

  private static KaldiSummary.Part part(List<Utterance> utterances, int speakers) {
    long points = utterances.stream().mapToLong(Utterance::frames).sum();
    return new KaldiSummary.Part(points, utterances.size(), speakers);
  }

  private void write(
      List<Utterance> part, Utterances utterances, Alignments alignments, PreparedPartWriter writer)
      throws IOException {
    int dimensions = utterances.dimensions();
    Splicer splicer = new Splicer(dimensions, config.context());
    int longest = part.stream().mapToInt(Utterance::frames).max().orElse(0);
    float[] features = new float[Math.multiplyExact(longest, dimensions)];
    int[] labels = new int[longest];
    for (Utterance utterance : UtteranceOrder.sorted(part)) {
      cancellation.check();
      utterances.read(utterance, features);
      alignments.read(utterance.alignment(), labels);
      for (int frame = 0; frame < utterance.frames(); frame++) {
        writer.add(splicer.point(features, utterance.frames(), frame), labels[frame]);
      }
      listener.advanced(utterance.frames());
    }
  }
}
