package dev.basin.lab.instrument;

/** Hears of the passes that a measurement makes, counted in points, while it makes them. */
public interface Meter {

  /** Hears nothing. */
  Meter SILENT =
      new Meter() {
        @Override
        public void evaluated(long points) {}

        @Override
        public void gradient(long points) {}

        @Override
        public void product(long points) {}
      };

  /** The loss of so many points was evaluated. */
  void evaluated(long points);

  /** The gradient over so many points was taken. */
  void gradient(long points);

  /** A product of the Hessian over so many points was taken. */
  void product(long points);

  /** What is done now, for people. */
  default void say(String message) {}
}
