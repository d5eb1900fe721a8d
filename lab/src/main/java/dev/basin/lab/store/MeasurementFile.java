package dev.basin.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.basin.engine.JsonDamage;
import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Measurement;
import dev.basin.lab.study.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a store keeps one measurement: a document that holds the question beside the answer, with a
 * sum of its own.
 *
 * @param border of the store; a link that leads out of it is not followed
 * @param file the document
 * @param what is measured
 * @param weights whose weights: a trial's key, and where it is not the solution the epoch
 */
public record MeasurementFile(
    StoreBorder border, Path file, Measurement what, List<String> weights) {
  private static final int FORMAT = 1;
  private static final String POINTS = ".points";

  /** Copies the list. */
  public MeasurementFile {
    weights = List.copyOf(weights);
  }

  /** What the document holds. */
  private record Document(
      int format, Measurement measurement, List<String> weights, JsonNode result) {}

  /** Whether it is there, as far as can be seen without checking its sum. */
  public boolean isThere() {
    try {
      return StoreFile.isDocument(border.document(file));
    } catch (DamagedException e) {
      return false;
    }
  }

  /** Keeps a result. */
  public void write(Object result) {
    StoreFile.writeDocument(
        border.insideBefore(file), new Document(FORMAT, what, weights, CanonicalJson.tree(result)));
  }

  /** Forgets the result. */
  public void remove() {
    StoreFile.removeDocument(border.insideBefore(file));
  }

  /** The name of the document without its ending. */
  public String fileName() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
  }

  /** Where points of a measurement that is not finished are kept. */
  public Path points(String series) {
    return border.inside(file.resolveSibling(fileName() + "." + series + POINTS));
  }

  /** Forgets such points: they stand in the result now. */
  public void removePoints() {
    Path folder = border.insideBefore(file).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (var entries = Files.list(folder)) {
      entries
          .filter(entry -> isOurs(String.valueOf(entry.getFileName())))
          .forEach(StoreFile::remove);
    } catch (IOException e) {
      throw StoreFile.failure("cannot read", folder, e);
    }
  }

  private boolean isOurs(String name) {
    return name.startsWith(fileName() + ".") && name.endsWith(POINTS);
  }

  /**
   * The result, if it was measured, as its instrument has it.
   *
   * @throws DamagedException if the document is not what was written, or of another measurement
   * @throws IllegalArgumentException if there is no such instrument
   */
  public Optional<Object> read() {
    Class<?> type = Instruments.named(what.instrument()).resultType();
    return StoreFile.readDocument(border.document(file)).map(text -> parse(text, type));
  }

  /** A document's question and answer, if it is one of an instrument that there is. */
  static Optional<StoreContents.Measured> parse(String text) {
    try {
      Document document = CanonicalJson.read(text, Document.class);
      Optional<Instrument<?>> instrument = Instruments.find(document.measurement().instrument());
      if (instrument.isEmpty()) {
        return Optional.empty();
      }
      String weights = document.weights().get(0);
      int epoch = weights.indexOf(" epoch ");
      return Optional.of(
          new StoreContents.Measured(
              epoch < 0 ? null : Integer.valueOf(weights.substring(epoch + " epoch ".length())),
              document.measurement(),
              CanonicalJson.read(document.result(), instrument.get().resultType())));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private Object parse(String text, Class<?> type) {
    try {
      Document document = CanonicalJson.read(text, Document.class);
      if (!document.measurement().equals(what) || !document.weights().equals(weights)) {
        throw new DamagedException(
            file
                + " holds another measurement: "
                + document.measurement().instrument()
                + " of "
                + String.join(", ", document.weights()));
      }
      return CanonicalJson.read(document.result(), type);
    } catch (JsonProcessingException e) {
      throw new DamagedException(file + " is damaged: " + JsonDamage.of(e), e);
    }
  }
}
