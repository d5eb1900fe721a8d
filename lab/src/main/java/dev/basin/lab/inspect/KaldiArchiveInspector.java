package dev.basin.lab.inspect;

import java.io.IOException;
import java.nio.file.Path;

/** An archive of Kaldi's, binary or text: a key, a blank, and a value in a form that is known. */
final class KaldiArchiveInspector implements FileInspector {
  @Override
  public String kind() {
    return "Kaldi archive (.ark)";
  }

  @Override
  public boolean recognises(Path path, Head head) {
    int at = 0;
    while (head.at(at) > ' ' && head.at(at) != 0x7f) {
      at++;
    }
    if (at == 0 || (head.at(at) != ' ' && head.at(at) != '\t')) {
      return false;
    }
    if (head.at(at + 1) == 0 && head.at(at + 2) == 'B') {
      return true;
    }
    while (head.at(at) == ' ' || head.at(at) == '\t') {
      at++;
    }
    int first = head.at(at);
    return first == '[' || first == '-' || (first >= '0' && first <= '9');
  }

  @Override
  public Inspection inspect(Path path) throws IOException {
    return KaldiTally.table(kind(), path);
  }
}
