package dev.basin.data;

import java.io.IOException;

/** Content that was fetched or read is not the published one. */
public final class ContentMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String found;

  ContentMismatchException(String found, DataFile published) {
    super("%s: found %s, expected %s".formatted(published.name(), found, published));
    this.found = found;
  }

  /** What the content is, in words. */
  String found() {
    return found;
  }
}
