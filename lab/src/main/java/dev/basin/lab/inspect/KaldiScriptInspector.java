package dev.basin.lab.inspect;

import dev.basin.data.kaldi.KaldiTable;
import java.io.IOException;
import java.nio.file.Path;

/** A script of Kaldi's, by its name; all entries that it points to are read. */
final class KaldiScriptInspector implements FileInspector {
  @Override
  public String kind() {
    return "Kaldi script (.scp)";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    return head.size() > 0 && KaldiTable.isScript(path);
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    return KaldiTally.table(kind(), path);
  }
}
