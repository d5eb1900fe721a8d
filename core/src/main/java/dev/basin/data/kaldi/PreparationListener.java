package dev.basin.data.kaldi;

/** Watches a preparation, whose work is to read every frame and to write every frame. */
public interface PreparationListener {
  /** Hears nothing. */
  PreparationListener SILENT =
      new PreparationListener() {
        @Override
        public void started(long frames) {}

        @Override
        public void advanced(long frames) {}
      };

  /** The alignments are read, so that the amount of work is known: frames to read and to write. */
  void started(long frames);

  /** Frames were read or written. */
  void advanced(long frames);
}
