package dev.basin.data.kaldi;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A script: each line names an entry's place, which may lie in any file, in any order. */
final class ScriptTable implements KaldiTable {
  private final TextLines lines;
  private @Nullable PositionedInput data;

  ScriptTable(Path script) throws IOException {
    this.lines = new TextLines(script);
  }

  @Override
  public @Nullable KaldiEntry next() throws IOException {
    TextLines.Line line = lines.next();
    if (line == null) {
      return null;
    }
    ScriptLine place = ScriptLine.parse(lines.file(), line);
    KaldiEntry entry = read(place);
    return place.range() == null ? entry : place.range().of(entry);
  }

  private KaldiEntry read(ScriptLine place) throws IOException {
    PositionedInput input = open(place.file());
    input.seek(place.offset());
    if (place.offset() == 0) {
      input.skipByteOrderMark();
    }
    EntryReader reader = new EntryReader(input, place.key());
    if (input.peek() < 0) {
      throw reader.fault(
          place.offset(),
          "the end of the file",
          "the value that " + lines.file() + " says is there",
          "make the script again from the archive that is there");
    }
    return new KaldiEntry(
        new KaldiPlace(place.key(), place.file(), place.offset()), ArchiveTable.value(reader));
  }

  /** The file of the line before, which is mostly this line's as well, stays open. */
  private PositionedInput open(Path file) throws IOException {
    if (data != null) {
      if (data.file().equals(file)) {
        return data;
      }
      data.close();
    }
    PositionedInput opened = PositionedInput.open(file);
    data = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    try (lines) {
      if (data != null) {
        data.close();
      }
    }
  }
}
