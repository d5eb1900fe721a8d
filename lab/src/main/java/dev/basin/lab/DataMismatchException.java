package dev.basin.lab;

import dev.basin.engine.Printable;

/** Data and a network that do not fit each other, each sound by itself. */
public final class DataMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataMismatchException(String what, String expected, String found, String advice) {
    super("%s: expected %s, found %s; %s".formatted(Printable.of(what), expected, found, advice));
  }
}
