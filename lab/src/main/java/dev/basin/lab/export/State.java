package dev.basin.lab.export;

import java.util.Locale;

/** What a store has of something that a study asks for. */
public enum State {
  /** It is there and is what was written. */
  COMPLETE,
  /** It is not there, or not all of it. */
  INCOMPLETE,
  /** It is there but is not what was written. */
  DAMAGED;

  /** The name as it is written in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
