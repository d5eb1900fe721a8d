package dev.basin.lab.inspect;

import dev.basin.data.kaldi.KaldiTable;
import java.io.IOException;
import java.nio.file.Path;

/** A single matrix or vector of Kaldi's without a key, such as {@code final.mat}. */
final class KaldiValueInspector implements FileInspector {
  @Override
  public String kind() {
    return "Kaldi matrix or vector without a key";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    int first = head.at(0) == ' ' ? 1 : 0; // Kaldi writes a space before the bracket
    return head.startsWith(0, 'B') || head.at(first) == '[';
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    KaldiTally tally = new KaldiTally();
    tally.add(path.getFileName().toString(), KaldiTable.readValue(path));
    return tally.result(kind());
  }
}
