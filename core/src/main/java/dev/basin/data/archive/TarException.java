package dev.basin.data.archive;

import java.io.IOException;

/** An archive is no tar archive, or a damaged one. */
public final class TarException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Damage.
   *
   * @param found what was found and what was expected
   */
  TarException(String found) {
    super("tar: " + found);
  }
}
