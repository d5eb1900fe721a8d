package dev.basin.data.kaldi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several tables as one; a key that comes twice is refused. */
final class UniqueKeys implements KaldiTable {
  private final Iterator<Path> files;
  private final Map<String, KaldiPlace> seen = new HashMap<>();
  private @Nullable KaldiTable table;

  UniqueKeys(List<Path> files) throws IOException {
    this.files = files.iterator();
    this.table = openNext();
  }

  @Override
  public @Nullable KaldiEntry next() throws IOException {
    while (table != null) {
      KaldiEntry entry = table.next();
      if (entry != null) {
        checkNew(entry);
        return entry;
      }
      table.close();
      table = openNext();
    }
    return null;
  }

  private @Nullable KaldiTable openNext() throws IOException {
    if (!files.hasNext()) {
      return null;
    }
    Path file = files.next();
    return KaldiTable.isScript(file) ? new ScriptTable(file) : new ArchiveTable(file);
  }

  private void checkNew(KaldiEntry entry) {
    KaldiPlace before = seen.putIfAbsent(entry.key(), entry.place());
    if (before != null) {
      throw entry.fault(
          "the key a second time",
          "it once (the first is at " + before + ")",
          "remove one of the two");
    }
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
    }
  }
}
