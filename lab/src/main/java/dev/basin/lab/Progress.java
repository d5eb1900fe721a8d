package dev.basin.lab;

/** Watches a long computation; called from several threads. */
public interface Progress {

  /** Hears nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void advance(double points) {}

        @Override
        public void say(String job, String message) {}
      };

  /**
   * Work was done.
   *
   * @param points gradient evaluations of one data point that it was worth
   */
  void advance(double points);

  /**
   * Work need not be done after all.
   *
   * @param points in the units of {@link #advance}
   */
  default void skip(double points) {}

  /** What a job is doing now. */
  void say(String job, String message);

  /** Something that a person should know, once: one line. */
  default void note(String line) {}

  /** A job has nothing more to say. */
  default void finished(String job) {}
}
