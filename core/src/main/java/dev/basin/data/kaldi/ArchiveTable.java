package dev.basin.data.kaldi;

import dev.basin.data.DatasetFormatException;
import dev.basin.engine.Printable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An archive: a key, a space and a value, again and again to the end of the file. */
final class ArchiveTable implements KaldiTable {
  private final PositionedInput input;

  ArchiveTable(Path file) throws IOException {
    this.input = PositionedInput.openText(file);
  }

  @Override
  public @Nullable KaldiEntry next() throws IOException {
    while (isBlank(input.peek())) {
      input.read();
    }
    if (input.peek() < 0) {
      return null;
    }
    String key = key();
    // After the key stands one space or tab; a line that ends here is an empty list of integers.
    if (input.peek() != '\n') {
      input.read();
    }
    KaldiPlace place = new KaldiPlace(key, input.file(), input.position());
    return new KaldiEntry(place, value(new EntryReader(input, key)));
  }

  /** Reads one value, binary or text, at the input's place. */
  static KaldiValue value(EntryReader entry) throws IOException {
    PositionedInput input = entry.input();
    if (input.peek() != 0) {
      return TextObjects.read(entry);
    }
    long at = input.position();
    input.read();
    int form = input.read();
    if (form != 'B') {
      throw entry.fault(
          at,
          form < 0 ? "the end of the file" : "0x00 0x%02x".formatted(form),
          "0x00 0x42, which begins a binary value");
    }
    return BinaryObjects.read(entry);
  }

  private String key() throws IOException {
    long at = input.position();
    String key = KeyText.read(input);
    int after = input.peek();
    if (after < 0) {
      throw new DatasetFormatException(
          input.file(),
          input.position(),
          "key " + Printable.quote(key),
          "the end of the file",
          "a space and a value after the key that begins at byte " + at,
          EntryReader.ADVICE);
    }
    return key;
  }

  static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\n' || octet == '\t' || octet == '\r';
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
