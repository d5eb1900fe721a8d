package dev.basin.network;

import dev.basin.engine.Printable;
import java.util.List;

/** No network has that name. */
public final class UnknownNetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownNetworkException(String name, List<String> known) {
    super(
        "unknown network %s; known are: %s"
            .formatted(Printable.quote(name), String.join(", ", known)));
  }
}
