package dev.basin.cli;

import dev.basin.data.kaldi.PreparationListener;
import org.jspecify.annotations.Nullable;

/** A preparation's progress, once it is known how much there is to do. */
final class PreparationLine implements PreparationListener, AutoCloseable {
  private @Nullable ProgressLine line;

  @Override
  public void started(long frames) {
    line = new ProgressLine((double) frames);
  }

  @Override
  public void advanced(long frames) {
    if (line != null) {
      line.advance((double) frames);
    }
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
